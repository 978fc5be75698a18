"""Initial data of the sandbox: lists, countries, layouts, users. All of it is invented."""


def text(us: str, no: str, ge: str, sw: str) -> str:
    """Builds a string in English, Norwegian, German and Swedish, as the server stores it."""
    return f'NO:"{no}";US:"{us}";GE:"{ge}";SW:"{sw}"'
