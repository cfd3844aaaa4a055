package dev.drydock.store.foundationdb;

/** Addresses as clusters write them: {@code host:port}, with {@code :tls} behind where TLS is spoken there. */
final class Address {

    private Address() {}

    /** The machine, without the brackets of IPv6. */
    static String host(String address) {
        var plain = address.endsWith(":tls") ? address.substring(0, address.length() - 4) : address;
        var colon = plain.lastIndexOf(':');
        var host = colon < 0 ? plain : plain.substring(0, colon);
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
