"""A server of sockets that does what the frames it receives ask for, with Python's websockets, unmodified.

It writes its ports on the first line and ends when its standard input does. With a certificate and its key as arguments
it speaks TLS. The second port is that of a server that answers handshakes wrongly, as the path says by a number, the third
that of a proxy, which wants the name `desk` and the password `planted-proxy`. Paths: /refuse answers the handshake with 401, /redirect with 307 to /echo, /hang never, /echo sends back
what it gets; elsewhere each frame is a JSON object whose "do" names a function of Behaviours, and whose "id" the reply
repeats. What came in as a frame is counted per "id" for the whole server, and so are the codes connections ended with.
"""

import asyncio
import base64
import collections
import hashlib
import http
import json
import logging
import os
import random
import ssl
import sys

try:
    from websockets.asyncio.server import serve
    is_old = False
except ModuleNotFoundError:
    try:
        # The name of versions before 13.
        from websockets.server import serve
        is_old = True
    except ModuleNotFoundError:
        sys.exit("the tests of sockets need Python's 'websockets', such as Debian's package python3-websockets")

# Clients end connections in every way; that is no news.
logging.getLogger("websockets").setLevel(logging.CRITICAL)
received = collections.Counter()
endings = collections.Counter()
proxied = []


def path_of(connection):
    return connection.path if is_old else connection.request.path


def headers_of(connection):
    return connection.request_headers if is_old else connection.request.headers


async def send_text(connection, data):
    """Sends bytes as a text message, whether they are text or not."""
    if is_old:
        await connection.write_frame(True, 1, data)
    else:
        connection.protocol.send_text(data)
        connection.send_data()


class Behaviours:
    def __init__(self, connection):
        self.connection = connection
        self.held = []
        self.logged_in = False

    async def reply(self, call, **members):
        await self.connection.send(json.dumps({"id": call["id"], **members}))

    async def answer(self, call):
        await self.reply(call, text=call.get("text", ""))

    async def nothing(self, call):
        pass

    async def twice(self, call):
        await self.reply(call, number=1)
        await self.reply(call, number=2)

    async def hold(self, call):
        """Keeps the call until as many are there as it says, then answers all in another order."""
        self.held.append(call)
        if len(self.held) == call["count"]:
            calls, self.held = self.held, []
            random.Random(7).shuffle(calls)
            for held in calls:
                await self.reply(held, text=held.get("text", ""))

    async def release(self, call):
        """Answers the calls that were kept, then this one."""
        calls, self.held = self.held, []
        for held in calls + [call]:
            await self.reply(held)

    async def fragments(self, call):
        text = json.dumps({"id": call["id"], "text": call["text"]})
        await self.connection.send(text[i : i + call["size"]] for i in range(0, len(text), call["size"]))

    async def big(self, call):
        await self.reply(call, text="x" * call["size"])

    async def binary(self, call):
        await self.connection.send(b"\x00\x01")

    async def badtext(self, call):
        await send_text(self.connection, b'{"id":"\xff"}')

    async def torn(self, call):
        """Ends a message in the middle of a character."""
        await send_text(self.connection, b"\xe2\x82")

    async def compressed(self, call):
        """A frame that says it is compressed, though that was not agreed."""
        self.connection.transport.write(b"\xc1\x01a")

    async def half(self, call):
        """Half a frame, and the end."""
        self.connection.transport.write(b"\x81\x7e\x01\x00abc")
        self.connection.transport.close()

    async def noise(self, call):
        """Bytes of chance, some of which begin like a frame, and the end."""
        chance = random.Random(call["seed"])
        head = bytes([chance.choice([0x81, 0x01, 0x80, 0x88, 0x89, 0x8A, 0x82, 0xF1, 0x00]), chance.randrange(256)])
        self.connection.transport.write(head + chance.randbytes(chance.choice([0, 1, 2, 7, 130, 70_000])))
        self.connection.transport.close()

    async def ping(self, call):
        """Sends a ping and answers when its pong has come."""
        await (await self.connection.ping("payload"))
        await self.reply(call, text="pong")

    async def stop(self, call):
        """Answers, and reads nothing any more: neither frames nor pings."""
        await self.reply(call)
        self.connection.transport.pause_reading()

    async def close(self, call):
        if call.get("answer"):
            await self.reply(call)
        await self.connection.close(call["code"], "planted-reason")

    async def reset(self, call):
        self.connection.transport.abort()

    async def headers(self, call):
        await self.reply(call, headers=[[k, v] for k, v in headers_of(self.connection).raw_items()])

    async def events(self, call):
        for number in range(call["count"]):
            await self.connection.send(json.dumps({"event": number}))
        await self.reply(call)

    async def counts(self, call):
        # Not of the calls that ask, of which there may be many.
        of_others = {id: count for id, count in received.items() if not id.startswith("counts")}
        await self.reply(call, counts=of_others)

    async def endings(self, call):
        await self.reply(call, endings=endings)

    async def proxied(self, call):
        await self.reply(call, proxied=proxied)

    async def login(self, call):
        self.logged_in = call["token"].startswith("planted-") and call["token"] != "planted-wrong"
        await self.reply(call, accepted=self.logged_in, token="planted-session")

    async def guarded(self, call):
        await self.reply(call, accepted=self.logged_in)


async def handle(connection):
    try:
        await serve_frames(connection)
    finally:
        await connection.wait_closed()
        endings[str(connection.close_code)] += 1


async def serve_frames(connection):
    if path_of(connection) == "/echo":
        async for message in connection:
            await connection.send(message)
        return
    behaviours = Behaviours(connection)
    # Frames wait for nobody's pong.
    tasks = set()
    async for message in connection:
        call = json.loads(message)
        received[call["id"]] += 1
        work = getattr(behaviours, call["do"])(call)
        if call["do"] == "ping":
            task = asyncio.create_task(work)
            tasks.add(task)
            task.add_done_callback(tasks.discard)
        else:
            await work


async def process_request(connection, request):
    """Answers the handshakes that lead to no connection; old versions hand over a path and headers."""
    path = connection if is_old else request.path
    status, fields = {
        "/refuse": (http.HTTPStatus.UNAUTHORIZED, {}),
        "/redirect": (http.HTTPStatus.TEMPORARY_REDIRECT, {"Location": "/echo"}),
    }.get(path, (None, {}))
    if path == "/hang":
        await asyncio.sleep(3600)
    if status is None:
        return None
    if is_old:
        return status, list(fields.items()), b"no\n"
    response = connection.respond(status, "no\n")
    for name, value in fields.items():
        response.headers[name] = value
    return response


def wrong_answers(key):
    """Answers to a handshake that lead to no connection, though some look like one."""
    accept = base64.b64encode(hashlib.sha1(key + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest())
    upgrade = b"HTTP/1.1 101 Switching Protocols\r\n"
    right = b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " + accept + b"\r\n"
    return [
        b"",
        b"\r\n\r\n",
        upgrade + b"\r\n",
        upgrade + right.replace(accept, accept[::-1]) + b"\r\n",
        upgrade + right.replace(b"websocket", b"h2c") + b"\r\n",
        upgrade + right.replace(b"Connection: Upgrade", b"Connection: close") + b"\r\n",
        upgrade + right + b"Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n",
        upgrade + right + b"Sec-WebSocket-Protocol: other\r\n\r\n",
        upgrade + right + b"Filling: " + b"x" * 100_000 + b"\r\n\r\n",
        upgrade + right,
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
        b"HTTP/1.1 101\r\n" + right.replace(b"\r\n", b"\r\n ") + b"\r\n",
        b"HTTP/9.9 999999999999 x\r\n" + right + b"\r\n",
        b"\x00\xff" * 4000,
        b"GET / HTTP/1.1\r\n\r\n",
    ]


def whoever_leaves(serve):
    """Clients that go in the middle of something are no news."""

    async def wrapped(reader, writer):
        try:
            await serve(reader, writer)
        except (OSError, asyncio.IncompleteReadError):
            writer.close()

    return wrapped


@whoever_leaves
async def answer_wrongly(reader, writer):
    request = await reader.readuntil(b"\r\n\r\n")
    key = next(line.split(b": ")[1] for line in request.split(b"\r\n") if line.lower().startswith(b"sec-websocket-key"))
    number = int(request.split(b" ")[1].strip(b"/"))
    answers = wrong_answers(key)
    writer.write(answers[number % len(answers)])
    # Half of them say no more, and do not end either.
    if number < len(answers):
        writer.close()
    else:
        await reader.read()


@whoever_leaves
async def tunnel(reader, writer):
    """A proxy that knows CONNECT alone."""
    request = (await reader.readuntil(b"\r\n\r\n")).decode()
    method, target, _ = request.split("\r\n")[0].split(" ")
    allowed = base64.b64encode(b"desk:planted-proxy").decode()
    if method != "CONNECT" or f"basic {allowed}".lower() not in request.lower():
        writer.write(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
        writer.close()
        return
    proxied.append(target)
    host, port = target.rsplit(":", 1)
    upstream_reader, upstream_writer = await asyncio.open_connection(host, int(port))
    writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")

    async def copy(source, sink):
        while data := await source.read(65536):
            sink.write(data)
            await sink.drain()
        sink.close()

    await asyncio.gather(copy(reader, upstream_writer), copy(upstream_reader, writer), return_exceptions=True)


async def main():
    context = None
    if len(sys.argv) == 3:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(sys.argv[1], sys.argv[2])
    async with serve(
        handle, "127.0.0.1", 0, process_request=process_request, ssl=context, max_size=1 << 24, ping_interval=None,
        close_timeout=1, **({} if is_old else {"open_timeout": 3600}),
    ) as server:
        others = [await asyncio.start_server(other, "127.0.0.1", 0) for other in (answer_wrongly, tunnel)]
        print(*(each.sockets[0].getsockname()[1] for each in [server, *others]), flush=True)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
        # Those that hang would be waited for.
        os._exit(0)


asyncio.run(main())
