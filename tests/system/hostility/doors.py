"""What comes before a websocket: TCP, TLS, HTTP, and the subprotocol."""
import asyncio
import ssl
import warnings

from .raw import Dropped, Raw, upgrade

GET = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n"
MALFORMED = (400, b'{"error":"malformed_request"}')
LARGE_FIELDS = (431, b'{"error":"malformed_request"}')
LARGE_BODY = (413, b'{"error":"malformed_request"}')


def refusal(status, id):
    return status, b'{"error":"%s"}' % id.encode()


REQUESTS = [
    ("no subprotocol", upgrade(Sec_WebSocket_Protocol=None), [refusal(400, "subprotocol_unknown")]),
    ("another subprotocol", upgrade(Sec_WebSocket_Protocol="examhall.v2, chat"), [refusal(400, "subprotocol_unknown")]),
    ("a web page of elsewhere", upgrade(Origin="https://example.org"), [refusal(403, "origin_refused")]),
    ("no upgrade", "GET /exam HTTP/1.1\r\nHost: localhost\r\n\r\n", [refusal(426, "upgrade_required")]),
    ("another address", upgrade("/nowhere"), [refusal(404, "not_found")]),
    ("a way out of the folder", "GET /image/../../etc/passwd HTTP/1.1\r\nHost: l\r\n\r\n", [refusal(404, "not_found")]),
    ("an image without a token", f"GET /image/{'0' * 64} HTTP/1.1\r\nHost: l\r\n\r\n", [refusal(404, "not_found")]),
    ("another method", "DELETE /exam HTTP/1.1\r\nHost: l\r\n\r\n", [refusal(405, "method_not_allowed")]),
    ("a length and chunks", GET + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", [MALFORMED]),
    ("two lengths", GET + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello", [MALFORMED]),
    ("a negative length", GET + "Content-Length: -1\r\n\r\n", [MALFORMED]),
    ("a body", GET + "Content-Length: 5\r\n\r\nhello", [LARGE_BODY]),
    ("a body in chunks", GET + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", [LARGE_BODY]),
    ("a second request hidden behind an upgrade", upgrade() + GET + "\r\n", [MALFORMED]),
    ("a space before the colon", GET + "Content-Length : 0\r\n\r\n", [MALFORMED]),
    ("a line without a colon", GET + "nonsense\r\n\r\n", [MALFORMED]),
    ("a zero byte in a header", GET + "X: a\0b\r\n\r\n", [MALFORMED]),
    ("no HTTP at all", "\x05\x01\x00 hello\r\n\r\n", [MALFORMED]),
    ("HTTP of the future", "GET /healthz HTTP/3.0\r\n\r\n", [MALFORMED]),
    ("one header of 100 kB", GET + "X: " + "x" * 100_000 + "\r\n\r\n", [LARGE_FIELDS]),
    ("ten thousand headers", GET + "X: y\r\n" * 10_000 + "\r\n", [LARGE_FIELDS]),
    ("a target of 100 kB", "GET /" + "x" * 100_000 + " HTTP/1.1\r\n\r\n", [LARGE_FIELDS]),
]


async def run(target, check):
    for name, text, wanted in REQUESTS:
        raw = await target.stream()
        try:
            heard = await asyncio.wait_for(raw.request(text), 15)
        except (Dropped, asyncio.TimeoutError) as lost:
            heard = f"dropped: {lost!r}"
        check(name, heard, heard in wanted, wanted)
        raw.close()
    await plain_http(target, check)
    await old_tls(target, check)


async def plain_http(target, check):
    plain = await target.tcp()
    raw = Raw(*await asyncio.open_connection(sock=plain))
    await raw.put(GET + "\r\n")
    ended = await raw.sees_end(15)
    check("HTTP without TLS", ended, ended, "dropped")
    raw.close()


async def old_tls(target, check):
    def context(version, ciphers="ALL:@SECLEVEL=0"):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            made.check_hostname, made.verify_mode = False, ssl.CERT_NONE
            made.set_ciphers(ciphers)
            made.minimum_version = made.maximum_version = version
        return made
    for name, how in (("TLS 1.0", context(ssl.TLSVersion.TLSv1)), ("TLS 1.1", context(ssl.TLSVersion.TLSv1_1)),
                      ("TLS 1.2 without AEAD", context(ssl.TLSVersion.TLSv1_2, "ECDHE+AES+SHA256:!AESGCM:!AESCCM:@SECLEVEL=0")),
                      ("TLS 1.2 without forward secrecy", context(ssl.TLSVersion.TLSv1_2, "kRSA+AESGCM:@SECLEVEL=0"))):
        try:
            (await target.stream(context=how)).close()
            heard = "connected"
        except (ssl.SSLError, OSError) as refused:
            heard = f"refused: {refused}"
        check(name, heard, heard.startswith("refused"), "refused")
    (await target.stream(context=context(ssl.TLSVersion.TLSv1_2))).close()  # 1.2 itself is fine
