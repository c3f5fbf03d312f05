package dev.bylaw.rego.internal.crypto;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** What secures a connection, made of PEM texts. */
public final class Security {
    private static final char[] NO_PASSWORD = new char[0];

    private Security() {}

    /**
     * A context for connections.
     *
     * @param authorities certificates that are trusted besides, PEM; empty for those of the Java runtime alone
     * @param certificates the client's certificates, PEM; empty for none
     * @param key the key of the first of them, PEM
     * @param unchecked whether any certificate is trusted
     * @return the context
     * @throws CryptoException if a text is malformed
     */
    public static SSLContext context(String authorities, String certificates, String key, boolean unchecked) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(certificates, key), unchecked ? anyone() : trust(authorities), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new CryptoException("the connection cannot be secured: " + CryptoException.reason(e));
        }
    }

    private static KeyStore store() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    private static List<Certificate> certificates(String text) throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<Certificate> all = new ArrayList<>();
        for (Pem.Block block : Pem.all(text)) {
            all.add(factory.generateCertificate(new ByteArrayInputStream(block.bytes())));
        }
        return all;
    }

    private static KeyManager[] keys(String certificates, String key) throws GeneralSecurityException, IOException {
        if (certificates.isEmpty() || key.isEmpty()) {
            return new KeyManager[0];
        }
        List<PrivateKey> keys = PrivateKeys.ofPem(key);
        if (keys.isEmpty()) {
            throw new CryptoException("tls: failed to find any PEM data in key input");
        }
        KeyStore store = store();
        store.setKeyEntry(
                "client", keys.get(0), NO_PASSWORD, certificates(certificates).toArray(new Certificate[0]));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static TrustManager[] trust(String authorities) throws GeneralSecurityException, IOException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        if (authorities.isEmpty()) {
            factory.init((KeyStore) null);
            return factory.getTrustManagers();
        }
        KeyStore store = store();
        List<Certificate> all = certificates(authorities.replace("\\n", "\n"));
        if (all.isEmpty()) {
            throw new CryptoException("could not append certificates");
        }
        for (int i = 0; i < all.size(); i++) {
            store.setCertificateEntry("authority-" + i, all.get(i));
        }
        factory.init(store);
        return factory.getTrustManagers();
    }

    /** Trusts everyone, as the policy has asked for by {@code tls_insecure_skip_verify}; names are not compared either. */
    private static TrustManager[] anyone() {
        return new TrustManager[] {
            new X509ExtendedTrustManager() {
                @Override
                public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

                @Override
                public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

                @Override
                public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

                @Override
                public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

                @Override
                public void checkClientTrusted(X509Certificate[] chain, String type) {}

                @Override
                public void checkServerTrusted(X509Certificate[] chain, String type) {}

                @Override
                public X509Certificate[] getAcceptedIssuers() {
                    return new X509Certificate[0];
                }
            }
        };
    }
}
