"""Entry of `python -m cli`, which the launcher ./rapport calls. Belongs here: nothing but that call."""

from cli.app import main

if __name__ == "__main__":
    main()
