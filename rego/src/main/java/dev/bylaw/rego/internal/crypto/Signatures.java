package dev.bylaw.rego.internal.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** The signatures of JSON web tokens (RFC 7518 and RFC 8037). */
public final class Signatures {
    /** The algorithms by their names in tokens. */
    public static final Set<String> ALGORITHMS = Set.of(
            "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "HS256", "HS384", "HS512",
            "EdDSA");

    private Signatures() {}

    /**
     * Verifies a signature.
     *
     * @param algorithm its name in tokens
     * @param key the key; one of another type than the algorithm has verifies nothing
     * @param strict whether a signature of an elliptic curve must have the length that its key says
     * @param message what was signed
     * @param signature the signature
     * @return whether it is right
     */
    public static boolean verify(String algorithm, Key key, boolean strict, byte[] message, byte[] signature) {
        if (!ALGORITHMS.contains(algorithm)) {
            return false;
        }
        try {
            return switch (algorithm.substring(0, 2)) {
                case "HS" ->
                    key instanceof SecretKey && MessageDigest.isEqual(signature, code(algorithm, key, message));
                case "RS" -> key instanceof RSAPublicKey rsa && verify(rsa(algorithm), rsa, message, signature);
                case "PS" -> key instanceof RSAPublicKey rsa && verifyPss(algorithm, rsa, message, signature);
                case "ES" ->
                    key instanceof ECPublicKey ec
                            && (!strict || signature.length == 2 * Curves.size(ec.getParams()))
                            && verify(curve(algorithm), ec, message, pair(signature));
                default -> key instanceof EdECPublicKey ed && verify(ed25519(), ed, message, signature);
            };
        } catch (GeneralSecurityException | CryptoException e) {
            return false;
        }
    }

    /**
     * Signs a message.
     *
     * @param algorithm the name in tokens
     * @param key the key
     * @param message what is signed
     * @return the signature
     * @throws CryptoException if the key is not of this algorithm
     */
    public static byte[] sign(String algorithm, Key key, byte[] message) {
        try {
            return switch (algorithm.substring(0, 2)) {
                case "HS" -> code(algorithm, of(SecretKey.class, algorithm, key), message);
                case "RS" -> sign(rsa(algorithm), of(RSAPrivateKey.class, algorithm, key), message);
                case "PS" ->
                    sign(pss(algorithm, size(algorithm) / 8), of(RSAPrivateKey.class, algorithm, key), message);
                case "ES" -> signCurve(algorithm, of(ECPrivateKey.class, algorithm, key), message);
                default -> sign(ed25519(), of(EdECPrivateKey.class, algorithm, key), message);
            };
        } catch (GeneralSecurityException e) {
            throw new CryptoException("failed to sign with " + algorithm + ": " + CryptoException.reason(e));
        }
    }

    private static <K> K of(Class<K> type, String algorithm, Key key) {
        if (!type.isInstance(key)) {
            throw new CryptoException("the key is not one for " + algorithm);
        }
        return type.cast(key);
    }

    private static int size(String algorithm) {
        return Integer.parseInt(algorithm.substring(2));
    }

    private static byte[] code(String algorithm, Key key, byte[] message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA" + size(algorithm));
        mac.init(key);
        return mac.doFinal(message);
    }

    private static Signature rsa(String algorithm) throws GeneralSecurityException {
        return Signature.getInstance("SHA" + size(algorithm) + "withRSA");
    }

    private static Signature curve(String algorithm) throws GeneralSecurityException {
        return Signature.getInstance("SHA" + size(algorithm) + "withECDSA");
    }

    private static Signature ed25519() throws GeneralSecurityException {
        return Signature.getInstance("Ed25519");
    }

    private static Signature pss(String algorithm, int salt) throws GeneralSecurityException {
        String hash = "SHA-" + size(algorithm);
        Signature signature = Signature.getInstance("RSASSA-PSS");
        signature.setParameter(new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), salt, 1));
        return signature;
    }

    private static boolean verify(Signature verifier, PublicKey key, byte[] message, byte[] signature)
            throws GeneralSecurityException {
        verifier.initVerify(key);
        verifier.update(message);
        return verifier.verify(signature);
    }

    private static byte[] sign(Signature signer, Object key, byte[] message) throws GeneralSecurityException {
        signer.initSign((PrivateKey) key);
        signer.update(message);
        return signer.sign();
    }

    /** Any length of salt is accepted; Java has to be told which one it is. */
    private static boolean verifyPss(String algorithm, RSAPublicKey key, byte[] message, byte[] signature)
            throws GeneralSecurityException {
        int salt = saltLength(algorithm, key, signature);
        return salt >= 0 && verify(pss(algorithm, salt), key, message, signature);
    }

    /** The length of the salt in a signature by RFC 8017, section 9.1.2; -1 where it has none. */
    private static int saltLength(String algorithm, RSAPublicKey key, byte[] signature)
            throws GeneralSecurityException {
        int bits = key.getModulus().bitLength() - 1;
        int hash = size(algorithm) / 8;
        Cipher cipher = Cipher.getInstance("RSA/ECB/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, key);
        byte[] decrypted = cipher.doFinal(signature);
        int length = (bits + 7) / 8;
        byte[] message = Arrays.copyOfRange(decrypted, decrypted.length - length, decrypted.length);
        int masked = length - hash - 1;
        if (masked < 1) {
            return -1;
        }
        byte[] seed = Arrays.copyOfRange(message, masked, masked + hash);
        MessageDigest digest = MessageDigest.getInstance("SHA-" + size(algorithm));
        byte[] data = new byte[masked];
        for (int i = 0; i < masked; i += hash) {
            digest.update(seed);
            int counter = i / hash;
            byte[] mask = digest.digest(
                    new byte[] {(byte) (counter >> 24), (byte) (counter >> 16), (byte) (counter >> 8), (byte) counter});
            for (int j = i; j < Math.min(masked, i + hash); j++) {
                data[j] = (byte) (message[j] ^ mask[j - i]);
            }
        }
        data[0] &= (byte) (0xff >> 8 * length - bits);
        int at = 0;
        while (at < masked && data[at] == 0) {
            at++;
        }
        return at < masked && data[at] == 1 ? masked - at - 1 : -1;
    }

    private static byte[] signCurve(String algorithm, ECPrivateKey key, byte[] message)
            throws GeneralSecurityException {
        Der pair =
                new Der(sign(curve(algorithm), key, message)).next(Der.SEQUENCE).inside();
        int size = Curves.size(((ECKey) key).getParams());
        byte[] out = new byte[2 * size];
        System.arraycopy(JsonWebKeys.fixed(pair.next(Der.INTEGER).integer(), size), 0, out, 0, size);
        System.arraycopy(JsonWebKeys.fixed(pair.next(Der.INTEGER).integer(), size), 0, out, size, size);
        return out;
    }

    /** The two numbers of a signature in the form that Java takes. */
    private static byte[] pair(byte[] signature) {
        int half = signature.length / 2;
        return Der.write(
                Der.SEQUENCE,
                Der.write(new BigInteger(1, Arrays.copyOfRange(signature, 0, half))),
                Der.write(new BigInteger(1, Arrays.copyOfRange(signature, half, signature.length))));
    }
}
