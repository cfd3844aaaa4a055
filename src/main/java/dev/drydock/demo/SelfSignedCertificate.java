package dev.drydock.demo;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;

/**
 * A certificate on the curve P-256 that vouches for itself, valid for two years, laid by hand after RFC 5280.
 *
 * @param certificate in PEM
 * @param privateKey in PEM, PKCS #8; a secret
 */
record SelfSignedCertificate(String certificate, String privateKey) {

    private static final Duration VALIDITY = Duration.ofDays(730);
    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final byte[] ECDSA_WITH_SHA256 = {0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 4, 3, 2};
    private static final byte[] COMMON_NAME = {0x55, 4, 3};
    private static final byte[] SUBJECT_ALTERNATIVE_NAME = {0x55, 0x1D, 0x11};

    private static final byte[] EC_PUBLIC_KEY = {0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 2, 1};
    private static final byte[] P_256 = {0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 3, 1, 7};
    private static final int COORDINATE = 32;
    /** Uncompressed: a 4 in front of two coordinates. */
    private static final int POINT = 1 + 2 * COORDINATE;

    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int INTEGER = 2;
    private static final int BIT_STRING = 3;
    private static final int OCTET_STRING = 4;
    private static final int OBJECT_ID = 6;
    private static final int UTF8_STRING = 12;
    private static final int UTC = 23;

    /** Makes one for a name of a machine, with a new key. */
    static SelfSignedCertificate of(String hostname) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var keys = generator.generateKeyPair();
        var algorithm = der(SEQUENCE, der(OBJECT_ID, ECDSA_WITH_SHA256));
        var signed = der(
                SEQUENCE,
                der(0xA0, der(INTEGER, new byte[] {2})),
                der(INTEGER, new BigInteger(120, new SecureRandom()).toByteArray()),
                algorithm,
                name(hostname),
                validity(),
                name(hostname),
                keys.getPublic().getEncoded(),
                extensions(hostname));
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(signed);
        var certificate = der(SEQUENCE, signed, algorithm, der(BIT_STRING, new byte[1], signature.sign()));
        return new SelfSignedCertificate(pem("CERTIFICATE", certificate), pem("PRIVATE KEY", privateKey(keys)));
    }

    /** With the public key in it, which Java leaves out and the real servers want. */
    private static byte[] privateKey(KeyPair keys) {
        if (!(keys.getPrivate() instanceof ECPrivateKey secret)) {
            throw new IllegalStateException(
                    "a key of EC is none: " + keys.getPrivate().getAlgorithm());
        }
        var number = new byte[COORDINATE];
        var bytes = secret.getS().toByteArray();
        var used = Math.min(bytes.length, COORDINATE);
        System.arraycopy(bytes, bytes.length - used, number, COORDINATE - used, used);
        var open = keys.getPublic().getEncoded();
        var point = Arrays.copyOfRange(open, open.length - POINT, open.length);
        var key = der(
                SEQUENCE,
                der(INTEGER, new byte[] {1}),
                der(OCTET_STRING, number),
                der(0xA1, der(BIT_STRING, new byte[1], point)));
        var algorithm = der(SEQUENCE, der(OBJECT_ID, EC_PUBLIC_KEY), der(OBJECT_ID, P_256));
        return der(SEQUENCE, der(INTEGER, new byte[1]), algorithm, der(OCTET_STRING, key));
    }

    private static byte[] name(String hostname) {
        var text = der(UTF8_STRING, hostname.getBytes(StandardCharsets.UTF_8));
        return der(SEQUENCE, der(SET, der(SEQUENCE, der(OBJECT_ID, COMMON_NAME), text)));
    }

    private static byte[] validity() {
        var from = Instant.now().minus(Duration.ofDays(1));
        return der(SEQUENCE, time(from), time(from.plus(VALIDITY)));
    }

    private static byte[] time(Instant instant) {
        return der(UTC, UTC_TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] extensions(String hostname) {
        var dnsName = der(0x82, hostname.getBytes(StandardCharsets.US_ASCII));
        var names = der(OCTET_STRING, der(SEQUENCE, dnsName));
        return der(0xA3, der(SEQUENCE, der(SEQUENCE, der(OBJECT_ID, SUBJECT_ALTERNATIVE_NAME), names)));
    }

    /** A tag, the length, and the parts one after the other; lengths have at most two bytes here. */
    private static byte[] der(int tag, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        for (var part : parts) {
            content.writeBytes(part);
        }
        var whole = new ByteArrayOutputStream();
        whole.write(tag);
        if (content.size() >= 0x100) {
            whole.write(0x82);
            whole.write(content.size() >>> 8);
        } else if (content.size() >= 0x80) {
            whole.write(0x81);
        }
        whole.write(content.size());
        whole.writeBytes(content.toByteArray());
        return whole.toByteArray();
    }

    private static String pem(String label, byte[] der) {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "self-signed certificate";
    }
}
