package dev.drydock.release;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.Authenticator;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The proxy that the environment names, by the variables that curl reads: {@code https_proxy}, {@code http_proxy},
 * {@code all_proxy} and {@code no_proxy}, in small or capital letters. Where Java's own properties name one, they win.
 */
final class ProxyEnvironment extends ProxySelector {

    private static final int USUAL_PORT = 1080;
    private static final String AUTHORIZATION = "Proxy-Authorization";

    private final Map<String, String> environment;

    private ProxyEnvironment(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Makes a client go by it.
     *
     * @throws ReleaseException where what the environment says cannot be understood
     */
    static OkHttpClient.Builder given(OkHttpClient.Builder client, Map<String, String> environment)
            throws ReleaseException {
        if (Stream.of("http.proxyHost", "https.proxyHost", "socksProxyHost")
                .anyMatch(name -> System.getProperty(name) != null)) {
            return client;
        }
        var proxies = new ProxyEnvironment(Map.copyOf(environment));
        for (var scheme : List.of("https", "http")) {
            proxies.named(scheme);
        }
        return client.proxySelector(proxies).proxyAuthenticator(proxies.authenticator());
    }

    @Override
    public List<Proxy> select(URI uri) {
        if (isExcepted(uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT))) {
            return List.of(Proxy.NO_PROXY);
        }
        try {
            return List.of(named(uri.getScheme()).map(ProxyEnvironment::proxy).orElse(Proxy.NO_PROXY));
        } catch (ReleaseException e) {
            throw new IllegalStateException("both were read before", e);
        }
    }

    /** There is but one way, and who asked is told by what it gets. */
    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException problem) {}

    private static Proxy proxy(URI named) {
        var type = named.getScheme().startsWith("socks") ? Proxy.Type.SOCKS : Proxy.Type.HTTP;
        var port = named.getPort() < 0 ? USUAL_PORT : named.getPort();
        return new Proxy(type, InetSocketAddress.createUnresolved(named.getHost(), port));
    }

    private Optional<URI> named(String scheme) throws ReleaseException {
        var text = variable(scheme + "_proxy").or(() -> variable("all_proxy"));
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            var uri = new URI(text.get().contains("://") ? text.get() : "http://" + text.get());
            if (uri.getHost() != null && uri.getScheme().matches("http|socks(5h?|4a?)?")) {
                return Optional.of(uri);
            }
        } catch (URISyntaxException e) {
            throw notUnderstood(scheme, e);
        }
        throw notUnderstood(scheme, null);
    }

    /** Without what it says: a password may be in it. */
    private static ReleaseException notUnderstood(String scheme, @Nullable Exception cause) {
        return new ReleaseException(
                "release-proxy",
                "The proxy that " + scheme + "_proxy or all_proxy names in the console's environment is not understood",
                "Write it as http://host:port or socks5://host:port and start the console anew",
                cause == null ? null : new IOException(cause.getClass().getSimpleName()));
    }

    private Optional<String> variable(String name) {
        // A web server would take HTTP_PROXY from a request; nobody but root sets the environment of this console.
        return Stream.of(name, name.toUpperCase(Locale.ROOT))
                .map(environment::get)
                .filter(value -> value != null && !value.isBlank())
                .findFirst();
    }

    private boolean isExcepted(String host) {
        return variable("no_proxy").stream()
                .flatMap(list -> Stream.of(list.split("[,\\s]+", -1)))
                .map(name -> name.toLowerCase(Locale.ROOT)
                        .replaceFirst("^\\*?\\.", "")
                        .replaceFirst(":\\d+$", ""))
                .filter(name -> !name.isEmpty())
                .anyMatch(name -> name.equals("*") || host.equals(name) || host.endsWith("." + name));
    }

    private Authenticator authenticator() {
        return (route, response) -> {
            // Asked again, it would answer the same.
            if (response.request().header(AUTHORIZATION) != null) {
                return null;
            }
            try {
                var info = named(response.request().url().scheme())
                        .map(URI::getUserInfo)
                        .orElse("");
                var parts = info.split(":", 2);
                return info.isEmpty()
                        ? null
                        : response.request()
                                .newBuilder()
                                .header(AUTHORIZATION, Credentials.basic(parts[0], parts.length > 1 ? parts[1] : ""))
                                .build();
            } catch (ReleaseException e) {
                throw new IllegalStateException("both were read before", e);
            }
        };
    }
}
