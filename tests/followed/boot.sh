# Starts a Debian machine of its own from what is installed here: everything written to it goes with it.
# sh boot.sh FOLDER REPOSITORY, as root, in namespaces of its own (tests/followed/machine.py).
set -eu
new=$1/root
mount --make-rprivate /
line=$2
mount -t tmpfs -o mode=755 written "$1"
mkdir "$1/upper" "$1/work" "$new"
mount -t overlay -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" machine "$new"
mount -t proc proc "$new/proc"
mount -t sysfs -o ro sysfs "$new/sys"
if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
    mount -t cgroup2 cgroup2 "$new/sys/fs/cgroup"
else
    mount -t tmpfs -o mode=755 cgroup "$new/sys/fs/cgroup"
    mkdir "$new/sys/fs/cgroup/systemd"
    mount -t cgroup -o none,name=systemd systemd "$new/sys/fs/cgroup/systemd"
    mkdir "$new/sys/fs/cgroup/unified"
    mount -t cgroup2 cgroup2 "$new/sys/fs/cgroup/unified" || true
fi
mount -t tmpfs -o mode=755 dev "$new/dev"
for device in null zero full random urandom tty; do
    touch "$new/dev/$device"
    mount --bind "/dev/$device" "$new/dev/$device"
done
mkdir "$new/dev/pts" "$new/dev/shm" "$new/old"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$new/dev/pts"
mount -t tmpfs shm "$new/dev/shm"
ln -s pts/ptmx "$new/dev/ptmx"
ln -s /proc/self/fd "$new/dev/fd"
mount -t tmpfs -o mode=755 run "$new/run"
mount -t tmpfs tmp "$new/tmp"
mkdir -p "$new/srv/line.git"
mount --bind "$line" "$new/srv/line.git"
cd "$new"
pivot_root . old
exec chroot . /usr/bin/env -i container=other PATH=/usr/sbin:/usr/bin:/sbin:/bin \
    /lib/systemd/systemd --system --unit=basic.target --log-target=journal --show-status=0
