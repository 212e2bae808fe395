"""records.py CERTIFICATE KEY PASSPHRASE VERSION ALPN GREETING: a TLS server that writes exactly the records it is told to.

Prints its port, then a line for each piece that arrives: the connection's number, and the bytes in hexadecimal or `end`.
Reads lines of a connection's number and what to write to it as one record, in hexadecimal, or `end`, and prints `done`
when the client's system has it. GREETING, in hexadecimal, is written with the last bytes of the handshake, in one segment.
"""
import array, fcntl, socket, ssl, sys, termios, threading, time

certificate, key, passphrase, version, alpn, greeting = sys.argv[1:7]
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key, passphrase)
context.minimum_version = context.maximum_version = getattr(ssl.TLSVersion, version)
context.set_alpn_protocols([alpn])
listener = socket.socket()
listener.bind(("127.0.0.1", 0))
listener.listen(16)
connections, lock = {}, threading.Lock()


def tell(*words):
    with lock:
        print(*words, flush=True)


def serve(number, peer):
    arrived, leaving = ssl.MemoryBIO(), ssl.MemoryBIO()
    tls = context.wrap_bio(arrived, leaving, server_side=True)
    peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    guard, is_agreed = threading.Lock(), False

    def write(record):
        with guard:
            tls.write(record)
            peer.sendall(leaving.read())

    connections[number] = (write, peer)
    try:
        while True:
            data = peer.recv(65536)
            if not data:
                break
            with guard:
                arrived.write(data)
                if not is_agreed:
                    try:
                        tls.do_handshake()
                        is_agreed = True
                        if greeting:
                            tls.write(bytes.fromhex(greeting))
                    except ssl.SSLWantReadError:
                        pass
                pieces = []
                while is_agreed:
                    try:
                        piece = tls.read(65536)
                    except ssl.SSLWantReadError:
                        break
                    if not piece:
                        break
                    pieces.append(piece)
                waiting = leaving.read()
                if waiting:
                    peer.sendall(waiting)
            for piece in pieces:
                tell(number, piece.hex())
    except OSError:
        pass
    tell(number, "end")


def accept():
    number = 0
    while True:
        peer, _ = listener.accept()
        number += 1
        threading.Thread(target=serve, args=(number, peer), daemon=True).start()


def wait_for_arrival(peer):
    left, closed = array.array("i", [1]), 7
    while left[0] and peer.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0] != closed:
        time.sleep(0.001)
        fcntl.ioctl(peer, termios.TIOCOUTQ, left)


threading.Thread(target=accept, daemon=True).start()
tell(listener.getsockname()[1])
for line in sys.stdin:
    number, what = line.split()
    write, peer = connections[int(number)]
    try:
        peer.shutdown(socket.SHUT_RDWR) if what == "end" else write(bytes.fromhex(what))
        wait_for_arrival(peer)
    except OSError:
        pass
    tell("done")
