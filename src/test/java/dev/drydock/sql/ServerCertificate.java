package dev.drydock.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A certificate that a test server on 127.0.0.1 has signed for itself, made by the tool of this Java.
 *
 * @param certificate PEM file
 * @param key PEM file
 * @param trust PKCS #12 file for clients that trust this certificate alone, with {@link #TRUST_PASSWORD}
 */
record ServerCertificate(Path certificate, Path key, Path trust) {

    static final String TRUST_PASSWORD = "for-tests";

    private static final String ALIAS = "server";

    static ServerCertificate in(ServerDirectory directory) {
        return new ServerCertificate(
                directory.file("server.crt"), directory.file("server.key"), directory.file("keys.p12"));
    }

    void make() throws IOException, InterruptedException {
        var made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "RSA",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        trust.toString(),
                        "-storepass",
                        TRUST_PASSWORD,
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1")
                .redirectErrorStream(true)
                .redirectOutput(trust.resolveSibling("keytool.log").toFile())
                .start();
        assertThat(made.waitFor()).as("exit status of keytool").isZero();
        try (var in = Files.newInputStream(trust)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(in, TRUST_PASSWORD.toCharArray());
            // PostgreSQL refuses a key that others could read.
            Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            write(
                    key,
                    "PRIVATE KEY",
                    store.getKey(ALIAS, TRUST_PASSWORD.toCharArray()).getEncoded());
            write(certificate, "CERTIFICATE", store.getCertificate(ALIAS).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IOException("The certificate of " + trust + " cannot be read", e);
        }
    }

    private static void write(Path file, String label, byte[] content) throws IOException {
        var lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        Files.writeString(
                file,
                "-----BEGIN " + label + "-----\n" + lines.encodeToString(content) + "\n-----END " + label + "-----\n");
    }
}
