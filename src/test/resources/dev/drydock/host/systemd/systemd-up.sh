#!/usr/bin/env bash
# Boots a real systemd in a container whose /usr is this machine's, for reading only: systemd-up.sh ROOT NAME [PATH[:PLACE]…]
# Further paths of this machine lie at that place in the container, or at the same one, for reading only too.
# It stays in the foreground until the container is switched off.
set -euo pipefail
root=${1:?directory of the container}
name=${2:?name of the container}
binds=()
for path in "${@:3}"; do
  binds+=("--bind-ro=$path")
done

mkdir -p "$root"/etc/systemd/system "$root"/{dev,opt,proc,root,run,sys,tmp,usr,var}
for directory in bin sbin lib lib64; do
  ln -sfn "usr/$directory" "$root/$directory"
done

cat >"$root/etc/passwd" <<'END'
root:x:0:0:root:/root:/bin/sh
daemon:x:1:1:daemon:/:/usr/sbin/nologin
messagebus:x:101:101::/nonexistent:/usr/sbin/nologin
mail:x:801:801:mail server:/opt:/usr/sbin/nologin
nobody:x:65534:65534::/nonexistent:/usr/sbin/nologin
END
cat >"$root/etc/group" <<'END'
root:x:0:
daemon:x:1:
messagebus:x:101:
systemd-journal:x:102:
mail:x:801:
nogroup:x:65534:
END
touch "$root"/etc/{shadow,gshadow}
for file in nsswitch.conf ld.so.cache login.defs pam.d; do
  [[ ! -e /etc/$file ]] || cp -a "/etc/$file" "$root/etc/"
done
cp -L /etc/os-release "$root/etc/os-release"
systemd-id128 new >"$root/etc/machine-id"
echo "$name" >"$root/etc/hostname"

# What a container needs no more than a mail server does; each of them would make the boot longer.
for unit in systemd-{networkd,resolved,timesyncd,udevd,logind}.service console-getty.service getty.target; do
  ln -sfn /dev/null "$root/etc/systemd/system/$unit"
done

# With --keep-unit a reboot ends systemd-nspawn with this status, for whoever has started it to do so again.
reboot=133
status=$reboot
while ((status == reboot)); do
  status=0
  systemd-nspawn --directory="$root" --bind-ro=/usr "${binds[@]}" --machine="$name" --register=no --keep-unit \
    --console=read-only --boot || status=$?
done
exit "$status"
