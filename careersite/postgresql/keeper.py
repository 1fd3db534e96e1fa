"""The process that outlives all others by a moment, to stop the embedded server after them."""

import os
import sys
from pathlib import Path

from careersite.postgresql.cluster import Cluster


def main(data: str, lock: str) -> None:
    cluster = Cluster(Path(data))
    while True:
        cluster.wait_until_unused()
        with cluster.changing():
            if cluster.stop_if_unused():
                # Before `changing` ends, because the process that starts the server next must find the keeper's lock
                # free.
                os.close(int(lock))
                return


if __name__ == "__main__":
    main(*sys.argv[1:])
