"""A server that checks the signatures of the fictional venues Birch to Willow, with code of its own.

It writes its port on the first line and on the second, as JSON, what credentials each venue knows and a set of the same
kinds with another key. It ends when its standard input does.

The first segment of a path names the venue (`/birch/...`; for Elm, which leaves out a prefix, the second one:
`/api/elm/...`). A request that verifies is then changed: every letter and digit of every part of it, one at a time, and
the key. None of that may verify, but for what the venue leaves unsigned, which UNSIGNED lists.
"""

import base64
import dataclasses
import hashlib
import hmac
import json
import os
import re
import sys
import threading
import time
import traceback
import urllib.parse
import uuid
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa, utils

SECONDS_OF_GRACE = 30

# What a venue does not sign: parts of a request, and header fields after "header ".
UNSIGNED = {
    "birch": [],
    "cedar": ["query"],
    "dogwood": ["method", "query"],
    "elm": ["query"],
    "fir": ["method", "path", "query"],
    "ginkgo": ["method", "path", "body"],
    "hawthorn": ["method", "path", "query"],
    "juniper": ["method", "query"],
    "larch": ["query", "body"],
    "maple": ["method", "path", "body"],
    "oak": [],
    "pine": [],
    "sequoia": ["query"],
    "willow": ["method", "path", "query"],
}
# The path of the venues' logins, and the header field that carries what they give.
LOGINS = {"sequoia": ("/session", "X-Sequoia-Session"), "willow": ("/logon", "X-Willow-Session")}
# What only carries the request; of these Larch signs the host.
CARRIAGE = {
    "accept", "accept-encoding", "connection", "content-length", "content-type", "expect", "host", "user-agent",
}


class Refused(Exception):
    """A request that does not verify, and why."""


@dataclasses.dataclass(frozen=True)
class Request:
    method: str
    target: str
    headers: tuple  # of pairs; names in lower case
    body: bytes

    @property
    def path(self):
        return self.target.split("?", 1)[0]

    @property
    def query(self):
        return self.target.split("?", 1)[1] if "?" in self.target else ""

    def header(self, name):
        found = [value for key, value in self.headers if key == name.lower()]
        if len(found) != 1:
            raise Refused(f"{len(found)} header fields {name}")
        return found[0]


@dataclasses.dataclass(frozen=True)
class Claims:
    """What a verified request says of its time and of what must not come twice."""

    seconds: float = None  # when it was made
    nonce: int = None  # greater than any before
    once: str = None  # another than any before


# ---- Checks


def equal(made, sent):
    if not hmac.compare_digest(made.encode(), sent.encode()):
        raise Refused("the signature is another")


def known(sent, expected):
    if sent != expected:
        raise Refused("unknown key")


def digits(text):
    if not re.fullmatch(r"[1-9][0-9]*", text):
        raise Refused("not a number")
    return int(text)


def decoded(text, url=False):
    """The bytes of base64 in its one right spelling."""
    try:
        if url:
            raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
            again = base64.urlsafe_b64encode(raw).decode().rstrip("=")
        else:
            raw = base64.b64decode(text, validate=True)
            again = base64.b64encode(raw).decode()
    except ValueError:
        raise Refused("not base64") from None
    if again != text:
        raise Refused("not base64 as it is written")
    return raw


def fields(text, encode):
    """The fields of a query or form, in order; refused unless this is how they are encoded."""
    pairs = []
    for part in text.split("&"):
        name, mark, value = part.partition("=")
        plain = urllib.parse.unquote_plus if encode is form_encoded else urllib.parse.unquote
        name, value = plain(name), plain(value)
        if not mark or encode(name) + "=" + encode(value) != part:
            raise Refused("a field is not encoded as it should be")
        pairs.append((name, value))
    if len({name for name, _ in pairs}) < len(pairs):
        raise Refused("a field comes twice")
    return pairs


UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def encoded(text):
    """RFC 3986: all but unreserved characters."""
    return "".join(chr(b) if b in UNRESERVED else f"%{b:02X}" for b in text.encode())


def form_encoded(text):
    """application/x-www-form-urlencoded."""
    kept = UNRESERVED - frozenset(b"~") | frozenset(b"*")
    return "".join(chr(b) if b in kept else "+" if b == 0x20 else f"%{b:02X}" for b in text.encode())


def field(pairs, name):
    for key, value in pairs:
        if key == name:
            return value
    raise Refused(f"no field {name}")


def check(public, signature, message, *how):
    try:
        public.verify(signature, message, *how)
    except InvalidSignature:
        raise Refused("the signature is another") from None


def text_of(body):
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise Refused("the body is no text") from None


# ---- Venues: each takes a request and credentials, and gives claims that hold if the signature does


def birch(request, keys):
    known(request.header("X-Birch-Key"), keys["apiKey"])
    at = request.header("X-Birch-Time")
    message = at.encode() + request.method.encode() + request.target.encode() + request.body
    equal(hmac.new(keys["apiSecret"].encode(), message, hashlib.sha256).hexdigest(), request.header("X-Birch-Sign"))
    return Claims(seconds=digits(at) / 1e3)


def cedar(request, keys):
    known(request.header("Cedar-Key"), keys["apiKey"])
    known(request.header("Cedar-Passphrase"), keys["passphrase"])
    at = request.header("Cedar-Timestamp")
    message = (at + request.method + request.path).encode() + request.body
    made = hmac.digest(base64.b64decode(keys["apiSecret"]), message, "sha256")
    equal(base64.b64encode(made).decode(), request.header("Cedar-Sign"))
    if not re.fullmatch(r"\d+\.\d{3}", at):
        raise Refused("not seconds with three digits of a fraction")
    return Claims(seconds=float(at))


def dogwood(request, keys):
    known(request.header("API-Key"), keys["apiKey"])
    body = text_of(request.body)
    nonce = field(fields(body, form_encoded), "nonce")
    inner = hashlib.sha256(nonce.encode() + request.body).digest()
    made = hmac.digest(base64.b64decode(keys["apiSecret"]), request.path.encode() + inner, "sha512")
    equal(base64.b64encode(made).decode(), request.header("API-Sign"))
    return Claims(nonce=digits(nonce))


def elm(request, keys):
    known(request.header("Elm-Key"), keys["apiKey"])
    nonce = request.header("Elm-Nonce")
    path = request.path[4:] if request.path.startswith("/api") else request.path
    message = "\n".join([request.method, path, nonce]).encode() + b"\n" + request.body
    equal(hmac.new(keys["apiSecret"].encode(), message, hashlib.sha384).hexdigest(), request.header("Elm-Sign"))
    if json.loads(request.body)["nonce"] != digits(nonce):
        raise Refused("the body has another nonce, or not as a number")
    return Claims(nonce=digits(nonce))


def fir(request, keys):
    pairs = fields(text_of(request.body), form_encoded)
    known(field(pairs, "apiKey"), keys["apiKey"])
    signed = sorted((name.encode(), value.encode()) for name, value in pairs if name != "sign")
    message = b"&".join(name + b"=" + value for name, value in signed)
    equal(hmac.digest(keys["apiSecret"].encode(), message, "sha256").hex().upper(), field(pairs, "sign"))
    return Claims(seconds=digits(field(pairs, "timestamp")) / 1e3)


def ginkgo(request, keys):
    known(request.header("Ginkgo-Key"), keys["apiKey"])
    signed, mark, signature = request.query.rpartition("&signature=")
    if not mark:
        raise Refused("the query ends in no signature")
    equal(hmac.new(keys["apiSecret"].encode(), signed.encode(), hashlib.sha256).hexdigest(), signature)
    pairs = fields(signed, encoded)
    if field(pairs, "window") != "5000":
        raise Refused("another window")
    return Claims(seconds=digits(field(pairs, "timestamp")) / 1e3)


def hawthorn(request, keys):
    known(request.header("Hawthorn-Key"), keys["apiKey"])
    signed, mark, signature = text_of(request.body).rpartition("&sign=")
    if not mark:
        raise Refused("the form ends in no signature")
    made = hmac.digest(keys["apiSecret"].encode(), signed.encode(), "sha256")
    equal(form_encoded(base64.b64encode(made).decode()), signature)
    nonce = field(fields(signed, form_encoded), "nonce")
    return Claims(nonce=digits(nonce))


def juniper(request, keys):
    known(request.header("Juniper-Key"), keys["apiKey"])
    if request.body:
        raise Refused("there is a body")
    payload = request.header("Juniper-Payload")
    made = hmac.new(keys["apiSecret"].encode(), payload.encode(), "sha384").hexdigest()
    equal(made, request.header("Juniper-Signature"))
    text = decoded(payload).decode()
    content = json.loads(text)
    if content["request"] != request.path or json.dumps(content, separators=(",", ":"), ensure_ascii=False) != text:
        raise Refused("the payload is about another request")
    if not isinstance(content["nonce"], int):
        raise Refused("the nonce is not a number")
    return Claims(nonce=content["nonce"])


def larch(request, keys):
    token = re.fullmatch(r"Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)", request.header("Authorization"), re.ASCII)
    if not token:
        raise Refused("no token")
    signature = decoded(token[3], url=True)
    if len(signature) != 64:
        raise Refused("the signature has not 64 bytes")
    numbers = [int.from_bytes(part, "big") for part in (signature[:32], signature[32:])]
    check(
        keys["signingKey"], utils.encode_dss_signature(*numbers), f"{token[1]}.{token[2]}".encode(),
        ec.ECDSA(hashes.SHA256()))
    head, claims = (json.loads(decoded(token[part], url=True)) for part in (1, 2))
    if head != {"alg": "ES256", "kid": keys["keyName"], "typ": "JWT"}:
        raise Refused("another head")
    if set(claims) != {"iss", "sub", "uri", "jti", "exp"}:
        raise Refused("not the claims that are asked for")
    if (claims["iss"], claims["sub"]) != ("larch", keys["keyName"]):
        raise Refused("other claims")
    if claims["uri"] != f"{request.method} {request.header('Host')}{request.path}":
        raise Refused("the token is for another request")
    if type(claims["exp"]) is not int or not re.fullmatch("[0-9a-f]{16}", claims["jti"]):
        raise Refused("claims are not what they should be")
    return Claims(seconds=claims["exp"] - 120, once=claims["jti"])


def maple(request, keys):
    check(keys["signingKey"], decoded(request.header("Maple-Signature"), url=True), request.query.encode())
    pairs = fields(request.query, encoded)
    known(field(pairs, "key"), keys["apiKey"])
    return Claims(seconds=digits(field(pairs, "timestamp")) / 1e6)


def oak(request, keys):
    known(request.header("Oak-Key"), keys["apiKey"])
    at = request.header("Oak-Time")
    digest = hashlib.sha256(request.body).hexdigest()
    equal(digest, request.header("Oak-Digest"))
    message = f"{request.method}\n{request.target}\n{at}\n{digest}".encode()
    check(keys["signingKey"], decoded(request.header("Oak-Signature")), message, padding.PKCS1v15(), hashes.SHA256())
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", at):
        raise Refused("not a time with three digits of a fraction")
    made = datetime.strptime(at, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=timezone.utc)
    return Claims(seconds=made.timestamp())


def pine(request, keys):
    parts = re.fullmatch(r'PINE key="([^"]*)", ts="(\d+)", sig="([^"]*)"', request.header("Authorization"), re.ASCII)
    if not parts:
        raise Refused("no authorisation")
    known(parts[1], keys["apiKey"])
    once = request.header("Pine-Request")
    digest = base64.b64encode(hashlib.sha512(request.body).digest()).decode()
    message = f"{parts[2]}|{once}|{request.method}|{request.target}|{digest}".encode()
    check(keys["signingKey"], decoded(parts[3]), message, ec.ECDSA(hashes.SHA256()))
    if str(uuid.UUID(once)) != once or uuid.UUID(once).version != 4:
        raise Refused("not a UUID of version 4")
    return Claims(seconds=digits(parts[2]) / 1e9, once=once)


def sequoia(request, keys):
    """The login; what it gives, Desk remembers."""
    at, desk = request.header("X-Sequoia-Time"), json.loads(request.body)["desk"]
    known(desk, keys["desk"])
    message = (at + desk + request.method + request.path).encode() + request.body
    equal(hmac.new(keys["apiSecret"].encode(), message, hashlib.sha256).hexdigest(), request.header("X-Sequoia-Sign"))
    return Claims(seconds=digits(at) / 1000)


def willow(request, keys):
    """The login, as a request or as the frame of the same."""
    if request.body != request.body.strip():
        raise Refused("not as it is written")
    args = json.loads(request.body)
    if request.path.endswith("/frame"):
        if (args.pop("op"), args.pop("id")) != ("logon", 7):
            raise Refused("another frame")
        args = json.loads(args.pop("args"))
    known(args["user"], keys["user"])
    known(args["key"], keys["apiKey"])
    message = f"{args['nonce']}{args['user']}{args['key']}".encode()
    equal(hmac.new(keys["apiSecret"].encode(), message, hashlib.sha512).hexdigest(), args["sign"])
    return Claims(nonce=args["nonce"])


VENUES = {
    venue.__name__: venue
    for venue in (birch, cedar, dogwood, elm, fir, ginkgo, hawthorn, juniper, larch, maple, oak, pine, sequoia, willow)
}


# ---- Keys


def hmac_key(form):
    raw = os.urandom(32)
    if form == "base64":
        return base64.b64encode(raw).decode()
    return base64.b32encode(raw).decode().rstrip("=")


def pem(key):
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()


def new_credentials(venue):
    """Credentials as clients take them."""
    if venue == "maple":
        return {"apiKey": "maple-key", "signingKey": os.urandom(32).hex()}
    if venue == "oak":
        return {"apiKey": "oak-key", "signingKey": pem(rsa.generate_private_key(65537, 2048))}
    if venue in ("larch", "pine"):
        key = pem(ec.generate_private_key(ec.SECP256R1()))
        return {"keyName" if venue == "larch" else "apiKey": f"{venue}-key/7", "signingKey": key}
    if venue == "sequoia":
        return {"desk": "desk-7", "apiSecret": hmac_key("text")}
    if venue == "willow":
        return {"user": "57764", "apiKey": "willow-key", "apiSecret": hmac_key("text")}
    keys = {"apiKey": f"{venue}-key", "apiSecret": hmac_key("base64" if venue in ("cedar", "dogwood") else "text")}
    return keys | ({"passphrase": "open-cedar"} if venue == "cedar" else {})


def verifying(venue, keys):
    """The same with the public key in place of the private one."""
    if "signingKey" not in keys:
        return keys
    if venue == "maple":
        key = ed25519.Ed25519PrivateKey.from_private_bytes(bytes.fromhex(keys["signingKey"]))
    else:
        key = serialization.load_pem_private_key(keys["signingKey"].encode(), None)
    return keys | {"signingKey": key.public_key()}


# ---- Forgeries


def changes(text):
    """Every text that differs in one letter or digit: the next one, the other case, a letter for a digit."""
    for index, letter in enumerate(text):
        if not (letter.isascii() and letter.isalnum()):
            continue
        following = {"z": "a", "Z": "A", "9": "0"}.get(letter) or chr(ord(letter) + 1)
        for other in (following, letter.swapcase(), "7" if letter.isalpha() else "k"):
            if other != letter:
                yield text[:index] + other + text[index + 1 :]


def forgeries(venue, request):
    """Requests that differ from a signed one in what the venue signs, each with what was changed."""
    unsigned = UNSIGNED[venue]
    if "method" not in unsigned:
        for method in ("GET", "POST", "PUT", "DELETE"):
            if method != request.method:
                yield "method", dataclasses.replace(request, method=method)
    query = "?" + request.query if "?" in request.target else ""
    if "path" not in unsigned:
        for path in changes(request.path):
            yield "path", dataclasses.replace(request, target=path + query)
    if "query" not in unsigned:
        for changed in changes(request.query):
            yield "query", dataclasses.replace(request, target=request.path + "?" + changed)
        yield "query", dataclasses.replace(request, target=request.target + ("&" if query else "?") + "x=1")
    if "body" not in unsigned:
        for body in changes(request.body.decode("latin-1")):
            yield "body", dataclasses.replace(request, body=body.encode("latin-1"))
        yield "body", dataclasses.replace(request, body=request.body + b" ")
    for index, (name, value) in enumerate(request.headers):
        if f"header {name}" in unsigned or name in CARRIAGE and not (venue == "larch" and name == "host"):
            continue
        before, after = request.headers[:index], request.headers[index + 1 :]
        for changed in changes(value):
            yield f"header {name}", dataclasses.replace(request, headers=(*before, (name, changed), *after))
        yield f"header {name}", dataclasses.replace(request, headers=before + after)


def forged_keys(venue, keys, others):
    yield others
    if "apiSecret" not in keys:
        return
    is_base64 = venue in ("cedar", "dogwood")
    right = base64.b64decode(keys["apiSecret"]) if is_base64 else None
    for changed in changes(keys["apiSecret"]):
        # The last letter of base64 may have bits that are in no byte.
        if not is_base64 or base64.b64decode(changed) != right:
            yield keys | {"apiSecret": changed}


def refuses(venue, request, keys):
    try:
        VENUES[venue](request, keys)
    except (Refused, ValueError, KeyError, TypeError):
        # What cannot be read does not verify, either.
        return True
    return False


def first_forgery(venue, request, keys, others):
    """What could be changed; None for nothing."""
    for changed in forged_keys(venue, keys, others):
        if not refuses(venue, request, changed):
            return "the key"
    for part, changed in forgeries(venue, request):
        if not refuses(venue, changed, keys):
            return f"{part}: {changed}"
    return None


# ---- Replies


def success(venue, request):
    """The status and body that say that the order is cancelled, or will be."""
    last = urllib.parse.unquote(request.path.rsplit("/", 1)[1])
    query = dict(urllib.parse.parse_qsl(request.query))
    match venue:
        case "birch" if request.method == "GET":
            return 200, {"orderId": last, "state": "CANCELED"}
        case "birch":
            return 200, {"orderId": urllib.parse.unquote(request.path.split("/")[-2]), "state": "CLOSING"}
        case "cedar":
            return 200, {"order_id": json.loads(request.body)["order_id"], "result": "done"}
        case "dogwood":
            return 200, {"count": 1, "pending": False}
        case "elm":
            return 202, {"id": json.loads(request.body)["id"]}
        case "fir":
            return 200, {"code": 0, "message": "taken"}
        case "ginkgo":
            return 200, {"orderId": query["orderId"], "status": "CANCELED"}
        case "hawthorn":
            return 200, {"ok": True, "ended": False}
        case "juniper":
            order = json.loads(base64.b64decode(request.header("Juniper-Payload")))["order_id"]
            return 200, {"order_id": order, "is_live": False, "is_cancelled": True, "executed": "0"}
        case "larch":
            return 200, {"order": last, "result": "cancelled"}
        case "maple":
            return 200, {"orderId": query["orderId"], "status": "closed"}
        case "oak":
            return 200, {"clientOrderId": json.loads(request.body)["clientOrderId"], "done": True}
        case "pine":
            return 200, {"id": urllib.parse.unquote(request.path.split("/")[-2]), "state": "CANCELLED"}
        case "sequoia":
            return 200, {"orderId": last, "state": "CANCELED"}
        case "willow":
            return 200, {"order": int(last), "done": True}
    raise Refused("no such venue")


class Desk:
    """What the venues remember."""

    def __init__(self):
        self.credentials = {venue: new_credentials(venue) for venue in VENUES}
        self.others = {}
        for venue, keys in self.credentials.items():
            secret = "signingKey" if "signingKey" in keys else "apiSecret"
            self.others[venue] = keys | {secret: new_credentials(venue)[secret]}
        self.right = {venue: verifying(venue, keys) for venue, keys in self.credentials.items()}
        self.wrong = {venue: verifying(venue, keys) for venue, keys in self.others.items()}
        self.lock = threading.Lock()
        self.newest = {}
        self.seen = set()
        # What the newest login of a venue gave, and for how many calls it is still good.
        self.sessions = {venue: (None, 0) for venue in LOGINS}

    def answer(self, request):
        """The status, the body and further header fields of the reply."""
        segments = request.path.split("/")
        venue = segments[2] if segments[1] == "api" and len(segments) > 2 else segments[1]
        if venue not in VENUES:
            raise Refused("no such venue")
        if venue in LOGINS and not request.path.endswith((LOGINS[venue][0], "/frame")):
            return (*self.in_session(venue, request), [])
        claims = VENUES[venue](request, self.right[venue])
        self.admit(venue, claims)
        forgery = first_forgery(venue, request, self.right[venue], self.wrong[venue])
        if forgery:
            raise Refused(f"this verifies, too: {forgery}")
        if venue not in LOGINS:
            return (*success(venue, request), [])
        token = os.urandom(16).hex()
        with self.lock:
            self.sessions[venue] = (token, 3)
        if venue == "willow":
            return 200, {"ok": True, "session": token}, []
        return 200, {"validFor": 3600}, [("X-Sequoia-Token", token)]

    def in_session(self, venue, request):
        with self.lock:
            token, left = self.sessions[venue]
            if token is None or left == 0 or not hmac.compare_digest(token, request.header(LOGINS[venue][1])):
                raise Refused("no such session")
            self.sessions[venue] = (token, left - 1)
        return success(venue, request)

    def admit(self, venue, claims):
        age = 0 if claims.seconds is None else time.time() - claims.seconds
        if abs(age) > SECONDS_OF_GRACE:
            raise Refused(f"made {age:.3f} seconds ago")
        with self.lock:
            if claims.nonce is not None:
                if claims.nonce <= self.newest.get(venue, 0):
                    raise Refused("the nonce does not grow")
                self.newest[venue] = claims.nonce
            if claims.once is not None:
                if (venue, claims.once) in self.seen:
                    raise Refused("sent before")
                self.seen.add((venue, claims.once))


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def handle_any(self):
        try:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            # The request line as it came; `path` has slashes taken out of it.
            target = self.requestline.split(" ")[1]
            headers = tuple((name.lower(), value) for name, value in self.headers.items())
            status, reply, fields = self.server.desk.answer(Request(self.command, target, headers, body))
        except Refused as refusal:
            status, reply, fields = 403 if target.endswith("/session") else 401, {"error": str(refusal)}, []
            if target.endswith(("/logon", "/frame")):
                status, reply = 200, {"ok": False, "why": str(refusal)}
        except Exception as problem:  # a request that cannot be read
            traceback.print_exc()
            status, reply, fields = 401, {"error": f"{type(problem).__name__}: {problem}"}, []
        content = json.dumps(reply, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        for name, value in fields:
            self.send_header(name, value)
        self._headers_buffer.append(b"\r\n" + content)
        self.flush_headers()

    do_GET = do_POST = do_PUT = do_DELETE = handle_any

    def log_message(self, *_):
        pass


def main():
    desk = Desk()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.desk = desk
    print(server.server_address[1], flush=True)
    print(json.dumps({"right": desk.credentials, "wrong": desk.others}), flush=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    # Whoever started it may have left its standard input open somewhere.
    threading.Timer(600, lambda: os._exit(1)).start()
    sys.stdin.buffer.read()
    os._exit(0)


if __name__ == "__main__":
    main()
