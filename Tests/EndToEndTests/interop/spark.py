"""Grades recordings with PySpark, and compares the rows with those of one process.

    pip install pyspark            # and Java, such as Debian's default-jre-headless
    python3 spark.py BYHAND LESSON LINES.jsonl [COPIES] [PARTITIONS]

LINES.jsonl is what `byhand submit` writes, or several of them in one file: a recording a line. Each
line is graded COPIES times, under another student's number each time, so that a few recordings make
a large class.
"""

import json
import subprocess
import sys
import time


def many(lines, copies):
    """The same recordings by other students."""
    for copy in range(copies):
        for place, line in enumerate(lines):
            try:
                bundle = json.loads(line)
                bundle["student"] = str(3_000_000_000 + copy * len(lines) + place)
                yield json.dumps(bundle, ensure_ascii=False, separators=(",", ":"))
            except json.JSONDecodeError:
                yield line


def main():
    byhand, lesson, path = sys.argv[1:4]
    copies = int(sys.argv[4]) if len(sys.argv) > 4 else 1
    partitions = int(sys.argv[5]) if len(sys.argv) > 5 else 8
    command = f"{byhand} grade --lesson {lesson} --stream"
    with open(path, encoding="utf-8") as file:
        lines = [line for line in many(file.read().splitlines(), copies)]
    # One line that is no recording costs its own row, and no other.
    lines.append('{"student":"1","transcript":[{"format":')

    start = time.monotonic()
    alone = subprocess.run(
        command.split(), input="\n".join(lines) + "\n", capture_output=True, text=True, check=True
    ).stdout.splitlines()
    print(f"one process: {len(alone)} rows in {time.monotonic() - start:.1f} s")

    from pyspark.sql import SparkSession

    spark = SparkSession.builder.master("local[2]").appName("byhand").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    start = time.monotonic()
    rows = spark.sparkContext.parallelize(lines, partitions).pipe(command, checkCode=True).collect()
    print(
        f"Spark {spark.version}, {partitions} partitions: {len(rows)} rows "
        f"in {time.monotonic() - start:.1f} s"
    )
    spark.stop()

    # A partition keeps its order, and so do the partitions: the rows are equal one by one.
    different = [pair for pair in zip(alone, rows) if pair[0] != pair[1]]
    if different or len(alone) != len(rows):
        print(f"different: {len(different)} rows, such as {different[:1]}")
        return 1
    print("equal row for row; the last one:", rows[-1])
    return 0


if __name__ == "__main__":
    sys.exit(main())
