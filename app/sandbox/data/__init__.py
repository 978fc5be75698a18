"""What the sandbox knows from the start: lists, countries, layouts, users. All of it is invented."""


def text(us: str, no: str, ge: str, sw: str) -> str:
    """A string in English, Norwegian, German and Swedish, as the server stores it."""
    return f'NO:"{no}";US:"{us}";GE:"{ge}";SW:"{sw}"'
