"""What pictures say: the codes in them, else their text, as far as this computer can read it.

Qt decodes the picture, which works without a window; nothing of this is loaded before there is a picture.
"""
