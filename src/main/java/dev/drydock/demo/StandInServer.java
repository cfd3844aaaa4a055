package dev.drydock.demo;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.StoreException;
import dev.drydock.installation.configuration.BindAddress;
import dev.drydock.installation.configuration.Configuration;
import dev.drydock.installation.configuration.Listener;
import dev.drydock.installation.configuration.LocalKeys;
import dev.drydock.store.StoreVersion;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Serves what was in the store when it was started, and holds the store's lock until it is ended. As v0.8.0 it works the
 * queue of the full-text index off, where the configuration says how fast. A port that cannot be
 * bound is said to be so, and the others are served, as by the real server.
 */
final class StandInServer {

    private static final int MOST_CLIENTS = 64;

    /** Setting of a sandbox: how many messages v0.8.0 takes into its full-text index in a second. */
    private static final String INDEXING = "stand-in.index-rows-per-second";

    /** Setting of a sandbox: what v0.8.0 does not show of its first account, {@code message} or {@code mailbox}. */
    private static final String LOSES = "stand-in.loses";

    private final StandInVersion version;
    private final Configuration configuration;
    private final ConfiguredStore store;
    private final Path work;
    private final PrintWriter out;
    private final Semaphore clients = new Semaphore(MOST_CLIENTS);

    StandInServer(
            StandInVersion version, Configuration configuration, ConfiguredStore store, Path work, PrintWriter out) {
        this.version = version;
        this.configuration = configuration;
        this.store = store;
        this.work = work;
        this.out = out;
    }

    /** Serves until the process is ended; returns only where it cannot begin. */
    int serve() throws StoreException, MalformedDataException, IOException, InterruptedException {
        say("Stand-in for the mail server " + version.number() + " starts on " + store.place() + ".");
        makeWhereBlank();
        try (var mail = new MailStore(ContentSpool.in(work))) {
            read(mail);
            var settings = settings(mail);
            lose(mail, settings.getOrDefault(LOSES, ""));
            try (var keeping = keeping()) {
                var drop = keeping instanceof ServedStore served ? serve(served, mail, settings) : null;
                var tls = tls(settings);
                var logins = new Logins(
                        mail,
                        configuration.administrator(),
                        version == StandInVersion.V0_8_0
                                && "true".equals(settings.get("authentication.fallback-admin.enable-master")));
                var sockets = listen(listener -> new Sessions(listener, logins, drop, settings, tls));
                endWith(sockets, keeping);
                say("Serving.");
                new CountDownLatch(1).await();
            }
        }
        return StandIn.FAILED;
    }

    /** What a server has that is not as it should be, to see whether that is found out. */
    private void lose(MailStore mail, String what) {
        if (version == StandInVersion.V0_8_0) {
            switch (what) {
                case "message" -> mail.account(0).loseMessage();
                case "mailbox" -> mail.account(0).loseMailbox();
                default -> {}
            }
        }
    }

    private StoreKeeping keeping() throws StoreException, IOException {
        return version.layout() == StoreVersion.V0_7_3
                ? store.hold()
                : new ServedStore(store.openServing(), store.form(), out);
    }

    private MailDrop serve(ServedStore served, MailStore mail, Map<String, String> settings) {
        served.index(mail.toIndex(), Integer.parseInt(settings.getOrDefault(INDEXING, "0")));
        return new QueuedDrop(mail, served, Clock.systemUTC());
    }

    private void makeWhereBlank() throws StoreException, IOException {
        if (store.store().detect() != StoreVersion.BLANK) {
            return;
        }
        store.makeDirectory();
        if (version == StandInVersion.V0_8_0) {
            try (var sink = store.store().createTarget()) {
                sink.commit();
            }
        } else {
            try (var writer = store.store().createSource()) {
                writer.commit();
            }
        }
    }

    private void read(MailStore mail) throws StoreException, MalformedDataException, IOException {
        if (version == StandInVersion.V0_8_0) {
            try (var target = store.store().openTarget()) {
                new NewStoreReading(target, mail).run();
            }
        } else {
            try (var source = store.store().openSource()) {
                new OldStoreReading(source, mail).run();
            }
        }
    }

    /** Those of the file, and those of the store that the version does not take from its file alone. */
    private SortedMap<String, String> settings(MailStore mail) {
        var settings = new TreeMap<String, String>();
        LocalKeys local =
                version == StandInVersion.V0_8_0 ? configuration.localKeysOfV080() : configuration.localKeysOfV073();
        mail.settings().forEach((key, value) -> {
            if (!local.contains(key)) {
                settings.put(key, value);
            }
        });
        configuration.settings().all().forEach(setting -> settings.put(setting.key(), setting.value()));
        return settings;
    }

    private @Nullable SSLContext tls(SortedMap<String, String> settings) {
        try {
            return ServerCertificate.context(settings, hostname());
        } catch (GeneralSecurityException | IOException e) {
            say("ERROR The certificate cannot be used: " + e);
            return null;
        }
    }

    private String hostname() {
        var hostname = configuration.hostname();
        return hostname == null ? "localhost" : hostname;
    }

    /** Makes the sessions of one listener. */
    private final class Sessions {
        private final Listener listener;
        private final Logins logins;
        private final @Nullable MailDrop drop;
        private final String sharedFolder;
        private final @Nullable SSLContext tls;

        private Sessions(
                Listener listener,
                Logins logins,
                @Nullable MailDrop drop,
                Map<String, String> settings,
                @Nullable SSLContext tls) {
            this.listener = listener;
            this.logins = logins;
            this.drop = drop;
            this.sharedFolder = settings.getOrDefault("imap.folders.name.shared", "Shared Folders");
            this.tls = tls;
        }

        private void serve(Socket socket) throws IOException {
            try (var connection = new Connection(socket, listener.implicitTls() ? tls : null)) {
                var offered = listener.tls() ? tls : null;
                ServerSession session = switch (listener.protocol()) {
                    case IMAP -> new ImapSession(version, logins, sharedFolder, offered, connection);
                    case MANAGESIEVE -> new SieveSession(logins, offered, connection);
                    case HTTP -> new HttpSession(version, logins, connection);
                    default -> new SmtpSession(hostname(), offered, drop, connection);
                };
                session.run();
            }
        }
    }

    @FunctionalInterface
    private interface SessionsOf {
        Sessions of(Listener listener);
    }

    private List<ServerSocket> listen(SessionsOf sessionsOf) {
        var sockets = new ArrayList<ServerSocket>();
        for (var listener : configuration.listeners()) {
            for (var address : listener.addresses()) {
                listen(listener, address, sessionsOf.of(listener), sockets);
            }
        }
        return sockets;
    }

    @SuppressWarnings("AddressSelection") // Numbers, never a name.
    private void listen(Listener listener, BindAddress address, Sessions sessions, List<ServerSocket> sockets) {
        try {
            var socket = new ServerSocket();
            sockets.add(socket);
            socket.bind(new InetSocketAddress(address.address(), address.port()));
            var thread = new Thread(() -> accept(socket, sessions), listener.id());
            thread.setDaemon(true);
            thread.start();
            say("Listener " + listener.id() + " is on " + address + ".");
        } catch (IOException e) {
            say("ERROR Listener " + listener.id() + " cannot bind " + address + ": " + e.getMessage());
        }
    }

    private void accept(ServerSocket listening, Sessions sessions) {
        while (!listening.isClosed()) {
            try {
                var socket = listening.accept();
                if (!clients.tryAcquire()) {
                    socket.close();
                    continue;
                }
                var thread = new Thread(() -> serve(socket, sessions));
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                // Closed, or the client has gone already.
            }
        }
    }

    private void serve(Socket socket, Sessions sessions) {
        try (socket) {
            sessions.serve(socket);
        } catch (IOException e) {
            // The client has gone, or speaks something else.
        } finally {
            clients.release();
        }
    }

    /** On SIGTERM the doors are closed, the store is let go of, and the status is 0, as it is of the real server. */
    private void endWith(List<ServerSocket> sockets, StoreKeeping keeping) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                for (var socket : sockets) {
                    socket.close();
                }
                keeping.close();
            } catch (StoreException | IOException e) {
                say("ERROR " + e);
            }
            say("Stopped.");
            Runtime.getRuntime().halt(StandIn.DONE);
        }));
    }

    private synchronized void say(String line) {
        out.println(line);
        out.flush();
    }
}
