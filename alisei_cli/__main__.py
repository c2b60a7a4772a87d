"""``python -m alisei_cli``, the same as ``alisei``."""

from alisei_cli.cli import main

if __name__ == "__main__":
    main()
