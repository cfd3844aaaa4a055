package dev.drydock.installation.configuration;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address that a listener binds: numbers, never a name.
 *
 * @param address IPv4 or IPv6, as it is written, without brackets
 * @param port 0 to 65535
 */
public record BindAddress(String address, int port) {

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile("(" + OCTET + "(?:\\." + OCTET + "){3}):(\\d{1,5})");
    private static final Pattern IPV6 = Pattern.compile("\\[([0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(%\\d+)?]:(\\d{1,5})");

    static @Nullable BindAddress parse(String text) {
        for (var form : new Pattern[] {IPV4, IPV6}) {
            var match = form.matcher(text);
            if (match.matches()) {
                var port = Integer.parseInt(match.group(match.groupCount()));
                return port <= 0xFFFF && isNumeric(match.group(1)) ? new BindAddress(match.group(1), port) : null;
            }
        }
        return null;
    }

    /** The JDK looks up no name for what has a colon in it, or is four numbers. */
    private static boolean isNumeric(String address) {
        try {
            return InetAddress.getByName(address) != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Whether it is bound on every address of the machine. */
    public boolean isEverywhere() {
        return address.equals("0.0.0.0") || address.matches("[0:]+");
    }

    /** As it is configured. */
    @Override
    public String toString() {
        return (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + port;
    }
}
