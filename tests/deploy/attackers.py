"""Clients that mean harm, in a process and at an address of their own. They have machines of their own, too: here they
take what the site leaves of the processors, so that what they cost themselves is not measured."""

import asyncio
import os
import random
import re
import ssl
from contextlib import suppress

ADDRESS = "127.0.0.2"
HOST = "careers.example.org"
TLS = ssl._create_unverified_context()
SIGN_IN = b"username=editor&password=wrong"


def run(kind: str, port: int, clients: int, seconds: float) -> None:
    """`kind`: a name of ATTACKS. Returns after that time."""
    os.nice(19)
    asyncio.run(_run(kind, port, clients, seconds))


async def _run(kind: str, port: int, clients: int, seconds: float) -> None:
    attacks = [asyncio.create_task(_again(kind, port)) for _ in range(clients)]
    await asyncio.sleep(seconds)
    for attack in attacks:
        attack.cancel()
    await asyncio.gather(*attacks, return_exceptions=True)


async def _again(kind: str, port: int) -> None:
    while True:
        with suppress(OSError, asyncio.IncompleteReadError):
            reader, writer = await asyncio.open_connection("127.0.0.1", port, ssl=TLS, local_addr=(ADDRESS, 0))
            try:
                await ATTACKS[kind](reader, writer)
            finally:
                writer.close()
        await asyncio.sleep(0.1)


async def slow_headers(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(f"GET / HTTP/1.1\r\nHost: {HOST}\r\n".encode())
    await _slowly(writer, b"X-More: 1\r\n")


async def slow_body(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    head = f"POST /corrections/report/ HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: 60000\r\n\r\n"
    writer.write(head.encode())
    await _slowly(writer, b"x")


async def slow_reader(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Asks for large pages again and again, and hardly reads them."""
    writer.write(f"GET /occupations/ HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode() * 50)
    while await reader.read(1):
        await asyncio.sleep(1)


async def sign_in(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    head = (
        f"POST /admin/login/ HTTP/1.1\r\nHost: {HOST}\r\nReferer: https://{HOST}/admin/login/\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(SIGN_IN)}\r\nConnection: close\r\n\r\n"
    )
    writer.write(head.encode() + SIGN_IN)
    await reader.read()


async def crawl(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Asks for comparisons of five, each never asked for before, as fast as they come."""
    found = await _get(reader, writer, "/occupations/")
    slugs = sorted(set(re.findall(r'href="/occupations/([a-z0-9-]+)/"', found.decode())))
    while True:
        await _get(reader, writer, f"/compare/{'-vs-'.join(random.sample(slugs, 5))}/")


async def _get(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str) -> bytes:
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    length = re.search(rb"(?i)content-length: (\d+)", head)
    assert length, head
    return await reader.readexactly(int(length[1]))


async def _slowly(writer: asyncio.StreamWriter, more: bytes) -> None:
    while True:
        await writer.drain()
        await asyncio.sleep(1)
        writer.write(more)


ATTACKS = {
    "slow headers": slow_headers,
    "slow bodies": slow_body,
    "slow readers": slow_reader,
    "sign-ins": sign_in,
    "comparisons of five": crawl,
}
