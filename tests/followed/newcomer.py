"""Somebody with an empty home who types, line by line, what docs/deploy.md says, into a machine of theirs."""

import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from settings import HERE
from tests.followed.machine import Machine
from tests.stand_in.account import SID
from tests.wiring.wire import LINE, TOKEN

PAGE = HERE / "docs" / "deploy.md"
NAME, HOST, OFFICE = "volunteer", "line.example.org", "198.51.100.7"
ORIGIN, CARRIER = "https://example.org/line.git", 8765
# What reaches out of the machine.
FETCHES = ("apt-get", "git clone", "make install")
# What is typed at first into the file that `sudoedit` opens.
TYPED = {
    "TWILIO_ACCOUNT_SID": SID,
    "TWILIO_AUTH_TOKEN": TOKEN,
    "TWILIO_NUMBER": LINE,
    "TWILIO_API_BASE": f"http://127.0.0.1:{CARRIER}",
}
# An editor in which somebody writes those settings.
FILL = """#!/bin/sh
while IFS= read -r setting; do
    sed -i "/^${setting%%=*}=/d" "$1"
    echo "$setting" >>"$1"
done </tmp/typed
"""
# No authority for certificates can reach a machine without a network: the certificate is self-made, and this
# machine trusts it. As the real one, it listens at port 80 for that, and then does what the hook says.
CERTBOT = f"""#!/bin/sh
set -e
python3 -c 'import socket; socket.create_server(("", 80))'
there=/etc/letsencrypt/live/{HOST}
mkdir -p $there
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 60 -subj /CN={HOST} \\
    -addext subjectAltName=DNS:{HOST} -keyout $there/privkey.pem -out $there/fullchain.pem 2>/dev/null
cp $there/fullchain.pem /usr/local/share/ca-certificates/line.crt
update-ca-certificates >/dev/null 2>&1
while [ $# -gt 1 ] && [ "$1" != --deploy-hook ]; do shift; done
exec sh -c "$2"
"""
# The carrier: its REST API on this machine, which rings and texts what our number is set to there.
BEGIN_CARRIER = (
    "systemd-run --quiet --unit=carrier --working-directory=/opt/line"
    " --setenv=REQUESTS_CA_BUNDLE=/etc/ssl/certs/ca-certificates.crt --setenv=PYTHONDONTWRITEBYTECODE=1"
    f" /opt/line/.venv/bin/python -m tests.stand_in.carrier {CARRIER} {TOKEN} {LINE}"
)


def commands(heading: str) -> list[str]:
    """The lines of the block of commands below a heading of the page, as they stand there."""
    page = PAGE.read_text(encoding="utf-8")
    _, found, after = page.partition(heading)
    assert found, f"docs/deploy.md has no {heading!r}"
    block = re.search(r"```sh\n(.*?)```", after, re.S)
    assert block, f"no commands follow {heading!r}"
    return block[1].splitlines()


@dataclass
class Newcomer:
    """A user of the machine who may use sudo, and has nothing yet; `place` is the folder they are in."""

    machine: Machine
    place: str = "~"
    said: list[str] = field(default_factory=list)

    def arrive(self) -> None:
        """Be a new user of a Debian machine as its installer leaves it, with sudo."""
        does = self.machine.does
        # in an image that containers are made from it forbids each package to start what it brings
        does("rm -f /usr/sbin/policy-rc.d")
        does(f"useradd --create-home --shell /bin/bash {NAME}")
        self._write(f"{NAME} ALL=(ALL) NOPASSWD: ALL", "/etc/sudoers.d/newcomer")
        does(f"echo 127.0.0.1 {HOST} >>/etc/hosts && ip address add {OFFICE}/32 dev lo")
        does(f"git config --system url./srv/line.git.insteadOf {ORIGIN}")
        does("git config --system safe.directory '*'")
        self._write(CERTBOT, "/usr/local/sbin/certbot")
        self._write(FILL, "/usr/local/bin/fill")
        self.will_type(**TYPED)
        does("! [ -e /etc/nginx/sites-enabled/default ] || systemctl start nginx")  # as its package does
        does("chmod +x /usr/local/sbin/certbot /usr/local/bin/fill; chmod 440 /etc/sudoers.d/newcomer")

    def will_type(self, **settings: str) -> None:
        """Have these settings ready for the next file that `sudoedit` opens."""
        self._write("\n".join(f"{name}={value}" for name, value in settings.items()), "/tmp/typed")

    def _write(self, text: str, there: str) -> None:
        self.machine.does(f"cat >{there} <<'END'\n{text}\nEND")

    def types(self, command: str) -> subprocess.CompletedProcess[str]:
        """Type one line, and keep what it says; a `cd` in it counts for the next one, too."""
        fetches = any(word in command for word in FETCHES)
        typed = f"export EDITOR=fill; cd {self.place} && {{ {command}\n}} && pwd >/tmp/place"
        done = self.machine.run(typed, NAME, network=fetches)
        self.said.append(f"$ {command}\n{done.stdout}{done.stderr}")
        if done.returncode == 0:
            self.place = self.machine.does("cat /tmp/place").strip()
        return done

    def says(self, command: str) -> str:
        """Type one line that must succeed; gives what it says."""
        done = self.types(command)
        assert done.returncode == 0, "\n".join(self.said)
        return done.stdout

    def follows(self, heading: str, *left_out: str) -> None:
        """Type all commands below a heading but those with a word that is left out; each must succeed."""
        for command in commands(heading):
            if not any(word in command for word in left_out):
                self.says(command)


def repository(folder: Path) -> Path:
    """A copy of our repository for the machine to clone, with a next version, `v2`, and this one as `v1`."""
    there = folder / "line.git"
    _git(HERE, "clone", "--quiet", "--bare", str(HERE), str(there))
    _git(there, "tag", "--force", "v1", "HEAD")
    person = ("-c", "user.name=nobody", "-c", "user.email=nobody@example.org")
    made = _git(there, *person, "commit-tree", "HEAD^{tree}", "-p", "HEAD", "-m", "A next version")
    _git(there, "tag", "--force", "v2", made)
    return there


def _git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, text=True, check=True)
    return done.stdout.strip()
