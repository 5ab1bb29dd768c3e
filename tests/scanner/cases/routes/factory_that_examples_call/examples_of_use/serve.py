import uvicorn
from building import Memory, build


def main() -> None:
    uvicorn.run(build(Memory()), port=9000)


if __name__ == "__main__":
    main()
