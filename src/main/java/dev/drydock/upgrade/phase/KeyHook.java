package dev.drydock.upgrade.phase;

import dev.drydock.host.AccessGrant;
import dev.drydock.host.AccessGrant.Right;
import dev.drydock.host.AccessListGrant;
import dev.drydock.host.GroupGrant;
import dev.drydock.upgrade.blueprint.Blueprint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What opens the keys anew after each renewal of a certificate, which makes new files that only root can read: a script in
 * the home of the upgrade, to be put where the program that renews runs its hooks. It is never put there by Drydock.
 */
public final class KeyHook {

    private KeyHook() {}

    /** Where the script lies. */
    public static Path script(Blueprint blueprint) {
        return blueprint.home().resolve("keys-renewed.sh");
    }

    /** How the script comes to run after a renewal, one sentence. */
    public static String installing(Blueprint blueprint) {
        return "After each renewal the new files have to be opened again: install -m 0755 " + script(blueprint)
                + " /etc/letsencrypt/renewal-hooks/deploy/stalwart-keys for certbot; for another program name it as its hook"
                + " (--renew-hook of lego, --reloadcmd of acme.sh)";
    }

    static AccessGrant grant(Yard yard) {
        var runAs = yard.blueprint().runAs();
        var keys = yard.blueprint().keys();
        return keys != null && keys.byGroup()
                ? new GroupGrant(runAs.gid())
                : new AccessListGrant(yard.runner(), runAs.uid());
    }

    static String text(Yard yard) {
        return "#!/bin/sh\n# Opens the keys of the mail server to "
                + yard.blueprint().runAs().user()
                + "; written by Drydock, to be run after each renewal.\nset -eu\n"
                + String.join("\n", commands(yard)) + "\n";
    }

    /** Opens the files, and every directory above them by both names, where the account may not go yet. */
    static List<String> commands(Yard yard) {
        var keys = yard.blueprint().keys();
        if (keys == null) {
            return List.of();
        }
        var as = Shell.as(yard.blueprint().runAs(), yard.blueprint().console());
        var grant = grant(yard);
        var lines = new ArrayList<String>();
        lines.add("for key in "
                + String.join(" ", keys.files().stream().map(Shell::quote).toList()) + "; do");
        lines.add("  [ -e \"$key\" ] || continue");
        lines.add("  for way in \"$key\" \"$(readlink -f \"$key\")\"; do");
        lines.add("    up=$(dirname \"$way\")");
        lines.add("    while [ \"$up\" != / ]; do");
        lines.add("      if ! " + as + "test -x \"$up\"; then");
        grant.giving("\"$up\"", Right.ENTER).forEach(line -> lines.add("        " + line));
        lines.add("      fi");
        lines.add("      up=$(dirname \"$up\")");
        lines.add("    done");
        lines.add("  done");
        lines.add("  if ! " + as + "test -r \"$key\"; then");
        grant.giving("\"$(readlink -f \"$key\")\"", Right.READ).forEach(line -> lines.add("    " + line));
        lines.add("  fi");
        lines.add("done");
        return lines;
    }
}
