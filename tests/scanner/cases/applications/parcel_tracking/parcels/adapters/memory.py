from parcels.domain.model import Parcel


class InMemoryParcels:
    def __init__(self) -> None:
        self._rows: dict[str, Parcel] = {}

    def by_number(self, number: str) -> Parcel | None:
        return self._rows.get(number)

    def save(self, parcel: Parcel) -> None:
        self._rows[parcel.number] = parcel
