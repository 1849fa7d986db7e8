"""Pictures that look alike: a hint for arbitrators, never proof.

A picture's perceptual hash has 256 bits. Two that differ in at most fifteen share at least one of
sixteen parts, so that pictures that may be alike are found by an index; then the bits are counted.
"""

from amends.uploads.models import Upload

_PARTS = 16
_BITS = 16
# The authors' own threshold for "the same picture" is 31 of 256.
_ALIKE = 30
_MOST_LOOKED_AT = 2000


def parts_of(look: str) -> tuple[int, ...]:
    """The sixteen parts of a hash, each with its place."""
    whole = int(look, 16)
    return tuple(
        place << _BITS | (whole >> (place * _BITS)) & ((1 << _BITS) - 1) for place in range(_PARTS)
    )


def alike(one: str, other: str) -> bool:
    """Whether two hashes are those of what people would call the same picture."""
    return (int(one, 16) ^ int(other, 16)).bit_count() <= _ALIKE


def order_with_one_like(upload: Upload, order: str) -> str:
    """Another order in which there is a picture like this one, whichever way it is turned.

    Empty where there is none. The very same file is not meant: the engine finds that by its hash.
    """
    if not upload.looks:
        return ""
    parts = sorted({part for look in upload.looks for part in parts_of(look)})
    candidates = (
        Upload.objects.filter(parts__part__in=parts)
        .exclude(order__in=["", order])
        .exclude(sha256=upload.sha256)
        .order_by()
        .values_list("order", "looks")[:_MOST_LOOKED_AT]
    )
    for elsewhere, looks in candidates:
        if looks and any(alike(look, looks[0]) for look in upload.looks):
            return str(elsewhere)
    return ""
