package dev.drydock.store.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * The command line client of a server, connected to a place, for scripts of a shell.
 *
 * @param program its name
 * @param arguments without the password
 * @param preparation lines of the shell that run before it, as its way to the server is to be protected
 * @param options what the shell puts in front of the arguments as it stands, such as a variable of the preparation
 */
public record ClientCommand(String program, List<String> arguments, List<String> preparation, String options) {

    private static final List<String> AUTHORITIES = List.of(
            // Where Debian, Red Hat and SUSE have the certificates that the machine trusts.
            "AUTHORITIES=\"${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}\"",
            "[ -e \"$AUTHORITIES\" ] || AUTHORITIES=/etc/pki/tls/certs/ca-bundle.crt",
            "[ -e \"$AUTHORITIES\" ] || AUTHORITIES=/etc/ssl/ca-bundle.pem");

    /** The lines, behind those that find the certificates of this machine for {@code $AUTHORITIES} where they are needed. */
    public static List<String> preparing(Tls tls, String... lines) {
        var all = new ArrayList<>(tls == Tls.VERIFIED ? AUTHORITIES : List.of());
        all.addAll(List.of(lines));
        return List.copyOf(all);
    }
}
