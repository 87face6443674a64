"""A real mail server on free loopback ports, for a test to talk to:

    python3 peer.py postfix|exim|aiosmtpd|opensmtpd

It prints one line once the server listens, `ready` and words like `smtp=34567`, then `delivered` and a
file's path for each message that has reached bob@hamburger.edu (with LF for CR LF). It ends at SIGTERM or
with its parent. All its files stand in one temporary folder, which goes when it ends. Where the server is
missing, or would need root, the line is `missing` and why; where it does not listen, `failed` and its log.

    version         of the program
    smtp, smtps     ports: STARTTLS is offered on the first, TLS begins at once on the second
    user, password  for AUTH PLAIN and LOGIN, offered inside TLS only
    ca              the authority's certificate; the server's is for 127.0.0.1, localhost and hamburger.edu

OpenSMTPD has the first port only, without TLS. Debian's mail servers exclude each other, so a server may
stand unpacked in $BYHAND_PEERS, in a folder of its package's name.

    python3 peer.py certificates FOLDER

makes ca.pem, cert.pem and key.pem, as the servers have them.
"""

import base64
import ctypes
import grp
import os
import pathlib
import pwd
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

USER, PASSWORD, DOMAIN = "alice", "pickles", "hamburger.edu"
RECIPIENT = f"bob@{DOMAIN}"


class Missing(Exception):
    """The server cannot run here; the reason is its text."""


class NeedsRoot(Exception):
    pass


def end_with_parent():
    """Linux sends SIGTERM when the thread ends that began this process."""
    pr_set_pdeathsig = 1
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM)


def free_ports(count):
    """Ports that were free a moment ago. A server that finds one taken ends, and is tried again."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def greets(port):
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
            return connection.recv(4) == b"220 "
    except OSError:
        return False


def program(package, path):
    """A program of an unpacked package, or one that is installed."""
    for root in (os.environ.get("BYHAND_PEERS", "/nonexistent") + f"/{package}", "/"):
        if pathlib.Path(root, path).exists():
            return pathlib.Path(root, path)
    raise Missing(f"{package} is not installed")


def run(*command, **options):
    return subprocess.run([str(word) for word in command], check=True, capture_output=True, text=True,
                          **options).stdout


def make_certificates(folder):
    """A small authority, and a certificate of its for the server."""
    ca, key, request, certificate = (folder / name for name in ("ca.pem", "key.pem", "request.pem", "cert.pem"))
    curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
    run("openssl", "req", "-x509", *curve, "-keyout", folder / "ca-key.pem", "-out", ca, "-days", "2",
        "-subj", "/CN=Interop Test CA", "-addext", "keyUsage=critical,keyCertSign,cRLSign")
    run("openssl", "req", *curve, "-keyout", key, "-out", request, "-subj", f"/CN={DOMAIN}")
    (folder / "names").write_text(
        f"subjectAltName=IP:127.0.0.1,DNS:localhost,DNS:{DOMAIN}\n"
        "basicConstraints=critical,CA:false\nextendedKeyUsage=serverAuth\n")
    run("openssl", "x509", "-req", "-in", request, "-CA", ca, "-CAkey", folder / "ca-key.pem",
        "-set_serial", "2", "-days", "1", "-extfile", folder / "names", "-out", certificate)
    key.chmod(0o644)  # a test's key, read by whatever user the server becomes
    return ca, certificate, key


class Server:
    """What all have in common: a folder, ports, a process."""

    def __init__(self, folder):
        self.folder = folder
        self.mail = folder / "mail/bob"
        for part in ("new", "cur", "tmp"):
            (self.mail / part).mkdir(parents=True)
        self.smtp, self.smtps = free_ports(2)
        self.ca, self.certificate, self.key = make_certificates(folder)

        # Who delivers: the user behind `sudo`, who will read the mail; never root.
        user = int(os.environ.get("SUDO_UID", os.getuid()))
        self.account = pwd.getpwuid(user) if user else pwd.getpwnam("nobody")
        if os.getuid() == 0:
            for path in [folder / "mail", self.mail, *self.mail.iterdir()]:
                os.chown(path, self.account.pw_uid, self.account.pw_gid)

    def spawn(self, *command, environment=None):
        log = open(self.folder / "output", "ab")
        return subprocess.Popen(
            [str(word) for word in command], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            preexec_fn=end_with_parent, start_new_session=True, env={**os.environ, **(environment or {})})

    def description(self):
        return {
            "version": self.version(), "smtp": self.smtp, "smtps": self.smtps, "user": USER,
            "password": PASSWORD, "ca": self.ca,
        }


class Postfix(Server):
    """The whole of it: master, smtpd, cleanup, queue manager, virtual delivery."""

    name = "postfix"
    owner, group = "daemon", "mail"  # users of any Debian, in place of its own two

    def start(self):
        if os.getuid() != 0:
            raise NeedsRoot
        master = program("postfix", "usr/lib/postfix/sbin/master")
        root = master.parents[4]
        self.command = root / "usr/sbin"
        settings = self.folder / "etc"
        settings.mkdir()
        self.make_queue()
        authentication = Authentication(self.folder / "authentication")
        threading.Thread(target=authentication.serve, daemon=True).start()
        (settings / "main.cf").write_text(f"""\
compatibility_level = 3.6
queue_directory = {self.folder}/queue
data_directory = {self.folder}/data
daemon_directory = {master.parent}
command_directory = {self.command}
shlib_directory = {root}/usr/lib/postfix
meta_directory = {settings}
mail_owner = {self.owner}
setgid_group = {self.group}
import_environment = LD_LIBRARY_PATH MAIL_CONFIG
maillog_file = {self.folder}/log
maillog_file_prefixes = {self.folder}
myhostname = mx.{DOMAIN}
mydestination =
mynetworks =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
alias_maps =
local_recipient_maps =
local_header_rewrite_clients =
virtual_mailbox_domains = {DOMAIN}
virtual_mailbox_base = {self.folder}/mail
virtual_mailbox_maps = inline:{{{RECIPIENT}=bob/}}
virtual_minimum_uid = 1
virtual_uid_maps = static:{self.account.pw_uid}
virtual_gid_maps = static:{self.account.pw_gid}
smtpd_tls_security_level = may
smtpd_tls_cert_file = {self.certificate}
smtpd_tls_key_file = {self.key}
smtpd_tls_auth_only = yes
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = {self.folder}/authentication
""")
        (settings / "master.cf").write_text(f"""\
127.0.0.1:{self.smtp} inet n - n - - smtpd
127.0.0.1:{self.smtps} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
proxymap unix - - n - - proxymap
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
error unix - - n - - error
retry unix - - n - - error
""")
        # Postfix waits until its settings are some seconds old: they might still be being written.
        os.utime(settings / "main.cf", (0, 0))
        self.environment = {"LD_LIBRARY_PATH": f"{root}/usr/lib/postfix", "MAIL_CONFIG": str(settings)}
        return self.spawn(master, "-c", settings, "-d", environment=self.environment)

    def make_queue(self):
        owner, group = pwd.getpwnam(self.owner).pw_uid, grp.getgrnam(self.group).gr_gid
        queue = self.folder / "queue"
        queue.mkdir()
        for name in "active bounce corrupt defer deferred flush hold incoming private saved trace".split():
            (queue / name).mkdir(mode=0o700)
            os.chown(queue / name, owner, -1)
        for name, mode in (("maildrop", 0o730), ("public", 0o710)):
            (queue / name).mkdir()
            (queue / name).chmod(mode)
            os.chown(queue / name, owner, group)
        (queue / "pid").mkdir()
        (self.folder / "data").mkdir(mode=0o700)
        os.chown(self.folder / "data", owner, -1)

    def version(self):
        return run(self.command / "postconf", "-hd", "mail_version",
                   env={**os.environ, **self.environment}).strip()


class Authentication:
    """What Postfix asks whether a password is right, in place of Dovecot: the same protocol, version 1.1
    (https://doc.dovecot.org/developer_manual/design/auth_protocol/)."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.bind(str(path))
        path.chmod(0o666)
        self.socket.listen()

    def serve(self):
        while True:
            connection, _ = self.socket.accept()
            threading.Thread(target=self.converse, args=(connection,), daemon=True).start()

    def converse(self, connection):
        with connection, connection.makefile("rw", encoding="ascii", newline="\n") as stream:

            def say(*fields):
                stream.write("\t".join(fields) + "\n")
                stream.flush()

            for line in ("VERSION 1 1", "MECH PLAIN plaintext", "MECH LOGIN plaintext", "SPID 1", "CUID 1",
                         f"COOKIE {0:032}", "DONE"):
                say(*line.split())
            logins = {}  # the answers to LOGIN so far, by the request's number
            for line in stream:
                verb, number, *fields = line.rstrip("\n").split("\t")
                if verb == "AUTH":
                    mechanism, *parameters = fields
                    encoded = next((each[len("resp="):] for each in parameters if each.startswith("resp=")), None)
                    if mechanism == "LOGIN":
                        logins[number] = []
                elif verb == "CONT":
                    encoded = fields[0]
                else:
                    continue
                try:
                    answer = encoded and base64.b64decode(encoded, validate=True).decode()
                except ValueError:
                    say("FAIL", number, "reason=Invalid base64 data in initial response")
                    continue
                if number in logins:
                    logins[number] += [] if answer is None else [answer]
                    if len(logins[number]) < 2:
                        question = b"Password:" if logins[number] else b"Username:"
                        say("CONT", number, base64.b64encode(question).decode())
                        continue
                    said = logins.pop(number)
                elif answer is None:
                    say("CONT", number, "")
                    continue
                else:
                    said = answer.split("\0")[1:]
                say("OK" if said == [USER, PASSWORD] else "FAIL", number, f"user={USER}")


class Exim(Server):
    """A daemon that needs no root: it delivers as the user who started it."""

    name = "exim"

    def start(self):
        exim = program("exim4-daemon-light", "usr/sbin/exim4")
        self.exim = exim
        account = self.account  # Exim, too, refuses to be root for its own work
        settings = self.folder / "exim.conf"
        settings.write_text(f"""\
exim_user = {account.pw_uid}
exim_group = {account.pw_gid}
exim_path = {exim}
never_users =
spool_directory = {self.mail.parent}/spool
log_file_path = {self.mail.parent}/log-%s
pid_file_path = {self.mail.parent}/pid
primary_hostname = mx.{DOMAIN}
keep_environment = LD_PRELOAD : NSS_WRAPPER_PASSWD : NSS_WRAPPER_GROUP
domainlist local = {DOMAIN}
local_interfaces = 127.0.0.1
daemon_smtp_ports = {self.smtp} : {self.smtps}
tls_on_connect_ports = {self.smtps}
tls_advertise_hosts = *
tls_certificate = {self.certificate}
tls_privatekey = {self.key}
smtputf8_advertise_hosts = *
dsn_advertise_hosts = *
chunking_advertise_hosts = *
pipelining_advertise_hosts = *
host_lookup =
rfc1413_query_timeout = 0s
acl_smtp_rcpt = rcpt
deliver_drop_privilege
queue_run_max = 0

begin acl
rcpt:
  require verify = recipient
  accept domains = +local
  accept authenticated = *
  deny message = relay not permitted

begin routers
bob:
  driver = accept
  domains = +local
  local_parts = bob
  transport = maildir
  user = {account.pw_uid}
  group = {account.pw_gid}

begin transports
maildir:
  driver = appendfile
  directory = {self.mail}
  maildir_format
  create_directory = false
  delivery_date_add
  envelope_to_add
  return_path_add

begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = ${{if and{{{{eq{{$auth2}}{{{USER}}}}}{{eq{{$auth3}}{{{PASSWORD}}}}}}}}}
  server_set_id = $auth2
  server_advertise_condition = ${{if def:tls_in_cipher}}
login:
  driver = plaintext
  public_name = LOGIN
  server_prompts = Username:: : Password::
  server_condition = ${{if and{{{{eq{{$auth1}}{{{USER}}}}}{{eq{{$auth2}}{{{PASSWORD}}}}}}}}}
  server_set_id = $auth1
  server_advertise_condition = ${{if def:tls_in_cipher}}
""")
        self.environment = self.own_user()
        return self.spawn(exim, "-C", settings, "-bdf", environment=self.environment)

    def own_user(self):
        """Debian's Exim asks for a user of its own at each start, and ends where it is missing."""
        try:
            pwd.getpwnam("Debian-exim")
            return {}
        except KeyError:
            pass
        wrapper = next(pathlib.Path("/usr/lib").glob("*/libnss_wrapper.so"), None)
        if not wrapper:
            raise Missing("Exim's user Debian-exim is missing, and so is libnss-wrapper")
        users, groups = self.folder / "passwd", self.folder / "group"
        users.write_text(
            pathlib.Path("/etc/passwd").read_text()
            + f"Debian-exim:x:{self.account.pw_uid}:{self.account.pw_gid}::/nonexistent:/usr/sbin/nologin\n")
        groups.write_text(pathlib.Path("/etc/group").read_text() + f"Debian-exim:x:{self.account.pw_gid}:\n")
        return {
            "LD_PRELOAD": str(wrapper), "NSS_WRAPPER_PASSWD": str(users), "NSS_WRAPPER_GROUP": str(groups)}

    def version(self):
        return re.search(r"version (\S+)", run(self.exim, "-C", self.folder / "exim.conf", "-bV", env={
            **os.environ, **self.environment})).group(1)


class Aiosmtpd(Server):
    """In Python; started as another process of this file."""

    name = "aiosmtpd"

    def start(self):
        interpreter = next(
            (each for each in (sys.executable, "/usr/bin/python3")
             if subprocess.run([each, "-c", "import aiosmtpd"], capture_output=True).returncode == 0), None)
        if not interpreter:
            raise Missing("aiosmtpd is not installed")
        self.interpreter = interpreter
        return self.spawn(interpreter, __file__, "aiosmtpd-itself", self.smtp, self.smtps, self.certificate,
                          self.key, self.mail)

    def version(self):
        return run(self.interpreter, "-c", "import aiosmtpd; print(aiosmtpd.__version__)").strip()

    @staticmethod
    def serve(smtp, smtps, certificate, key, mail):
        import asyncio
        import ssl

        from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

        class Maildir:
            """aiosmtpd's own adds header lines behind the message's."""

            count = 0

            async def handle_RCPT(self, server, session, envelope, address, options):
                if address != RECIPIENT:
                    return "550 5.1.1 No such user here"
                envelope.rcpt_tos.append(address)
                return "250 OK"

            async def handle_DATA(self, server, session, envelope):
                self.count += 1
                file = mail / "tmp" / str(self.count)
                file.write_bytes(envelope.original_content.replace(b"\r\n", b"\n"))
                file.rename(mail / "new" / str(self.count))
                return "250 OK"

        def authenticate(server, session, envelope, mechanism, data):
            known = LoginPassword(USER.encode(), PASSWORD.encode())
            return AuthResult(success=data == known, handled=False)

        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        common = dict(hostname=f"mx.{DOMAIN}", authenticator=authenticate, enable_SMTPUTF8=True,
                      decode_data=False)

        async def main():
            handler = Maildir()
            loop = asyncio.get_running_loop()
            servers = [
                await loop.create_server(
                    lambda: SMTP(handler, tls_context=context, require_starttls=True, auth_required=True,
                                 **common), "127.0.0.1", int(smtp)),
                # aiosmtpd knows only of TLS that it began itself.
                await loop.create_server(
                    lambda: SMTP(handler, auth_require_tls=False, auth_required=True, **common), "127.0.0.1",
                    int(smtps), ssl=context),
            ]
            await asyncio.gather(*(each.serve_forever() for each in servers))

        asyncio.run(main())


class OpenSMTPD(Server):
    """In clear only: Debian 12's ends each connection that says STARTTLS."""

    name = "opensmtpd"

    def start(self):
        if os.getuid() != 0:
            raise NeedsRoot
        self.smtpd = program("opensmtpd", "usr/sbin/smtpd")
        settings = self.folder / "smtpd.conf"
        settings.write_text(f"""\
listen on 127.0.0.1 port {self.smtp} hostname mx.{DOMAIN}
table users {{ "bob" = "{self.account.pw_name}" }}
action deliver maildir "{self.mail}" virtual <users>
match from any for domain "{DOMAIN}" action deliver
""")
        return self.spawn(self.smtpd, "-d", "-f", settings)

    def version(self):
        return re.search(r"version: OpenSMTPD (\S+)", subprocess.run(
            [self.smtpd, "-h"], capture_output=True, text=True).stderr).group(1)

    def description(self):
        return {key: value for key, value in super().description().items() if key in ("version", "smtp")}


class Stop:
    """Set by a signal's handler. An Event would wait there forever for its own lock, where the signal comes while
    the same thread holds it."""

    said = False

    def set(self):
        self.said = True

    def is_set(self):
        return self.said

    def wait(self, seconds):
        if not self.said:
            time.sleep(seconds)
        return self.said


def end(process):
    """The server and all that it began: they form a session of their own."""
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        pass
    try:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(5)
    except (ProcessLookupError, subprocess.TimeoutExpired):
        pass


def serve(kind, stop):
    for _ in range(3):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="byhand-peer-", dir="/tmp"))
        folder.chmod(0o755)
        process = None
        try:
            server = kind(folder)
            process = server.start()
            deadline = time.monotonic() + 20
            while process.poll() is None and time.monotonic() < deadline and not stop.is_set():
                if greets(server.smtp):
                    words = [f"{key}={value}" for key, value in server.description().items()]
                    print("ready", *words, flush=True)
                    delivered = set()
                    while process.poll() is None and not stop.wait(0.02):
                        for file in set((server.mail / "new").iterdir()) - delivered:
                            print("delivered", file, flush=True)
                            delivered.add(file)
                    return
                stop.wait(0.02)
            said = " ".join(
                (folder / name).read_text() for name in ("output", "log") if (folder / name).exists())
        except subprocess.CalledProcessError as error:
            said = f"{error} {error.stderr}"
        finally:
            if process:
                end(process)
            shutil.rmtree(folder, ignore_errors=True)
        if stop.is_set():
            return
    print("failed", *said.split(), flush=True)


def serve_as_root(name, stop):
    """The root that `sudo` makes cannot be signalled: it ends with its input."""
    command = ["sudo", "-n", "--preserve-env=BYHAND_PEERS,PATH", sys.executable, __file__, name, "until-end-of-input"]
    try:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
    except FileNotFoundError:
        raise Missing(f"{name} runs as root only")
    while process.poll() is None and not stop.wait(0.5):
        pass
    process.stdin.close()
    if process.wait() != 0:
        raise Missing(f"{name} runs as root only")


def main(name, *how):
    if name == "certificates":
        return make_certificates(pathlib.Path(how[0]))
    if name == "aiosmtpd-itself":
        return Aiosmtpd.serve(*how[:4], pathlib.Path(how[4]))
    stop = Stop()
    for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(each, lambda *_: stop.set())

    def watch(parent):
        if how:
            sys.stdin.read()
        else:
            while os.getppid() == parent:
                time.sleep(0.5)
        stop.set()

    threading.Thread(target=watch, args=(os.getppid(),), daemon=True).start()
    try:
        serve({each.name: each for each in (Postfix, Exim, Aiosmtpd, OpenSMTPD)}[name], stop)
    except NeedsRoot:
        serve_as_root(name, stop)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except Missing as missing:
        print("missing", missing, flush=True)
