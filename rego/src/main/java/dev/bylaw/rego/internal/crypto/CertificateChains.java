package dev.bylaw.rego.internal.crypto;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Verifies that a certificate leads back to a root. */
public final class CertificateChains {
    private static final String ANY_PURPOSE = "2.5.29.37.0";
    private static final int ALTERNATIVE_DNS = 2;
    private static final int ALTERNATIVE_IP = 7;

    private CertificateChains() {}

    /**
     * What is wanted of a chain.
     *
     * @param time when it has to be valid
     * @param name the host that the last certificate has to be for; empty for any
     * @param purposes the identifiers of purposes, of which one has to be allowed throughout; empty for any
     */
    public record Wanted(Instant time, String name, Set<String> purposes) {}

    /**
     * Verifies a chain.
     *
     * @param certificates the root, certificates between, and the certificate that is asked about
     * @param wanted what is wanted
     * @return the encoded chain from that certificate to the root; empty where there is none that is valid
     * @throws CryptoException if a certificate is malformed
     */
    public static Optional<List<byte[]>> verify(List<byte[]> certificates, Wanted wanted) {
        List<X509Certificate> parsed = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (byte[] bytes : certificates) {
                parsed.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(bytes)));
            }
            X509Certificate root = parsed.get(0);
            X509Certificate leaf = parsed.get(parsed.size() - 1);
            Date time = Date.from(wanted.time());
            root.checkValidity(time);
            leaf.checkValidity(time);
            if (!wanted.name().isEmpty() && !isFor(leaf, wanted.name())) {
                return Optional.empty();
            }
            List<X509Certificate> chain = leaf.equals(root) ? List.of() : path(parsed, root, leaf, time);
            List<byte[]> result = new ArrayList<>();
            List<X509Certificate> all = new ArrayList<>(chain);
            all.add(root);
            if (!allow(all, wanted.purposes())) {
                return Optional.empty();
            }
            for (X509Certificate certificate : all) {
                result.add(certificate.getEncoded());
            }
            return Optional.of(result);
        } catch (InvalidAlgorithmParameterException e) {
            throw new CryptoException("chains of certificates are not supported by this Java runtime");
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static List<X509Certificate> path(
            List<X509Certificate> parsed, X509Certificate root, X509Certificate leaf, Date time)
            throws GeneralSecurityException {
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(leaf);
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(Set.of(new TrustAnchor(root, null)), target);
        parameters.setRevocationEnabled(false);
        parameters.setDate(time);
        parameters.addCertStore(CertStore.getInstance(
                "Collection", new CollectionCertStoreParameters(parsed.subList(1, parsed.size()))));
        PKIXCertPathBuilderResult built =
                (PKIXCertPathBuilderResult) CertPathBuilder.getInstance("PKIX").build(parameters);
        List<X509Certificate> chain = new ArrayList<>();
        for (Certificate certificate : built.getCertPath().getCertificates()) {
            chain.add((X509Certificate) certificate);
        }
        return chain;
    }

    /** Whether one of the purposes is allowed by every certificate that says what it is for. */
    private static boolean allow(List<X509Certificate> chain, Set<String> purposes) throws GeneralSecurityException {
        if (purposes.contains(ANY_PURPOSE)) {
            return true;
        }
        for (String purpose : purposes) {
            boolean everywhere = true;
            for (X509Certificate certificate : chain) {
                List<String> allowed = certificate.getExtendedKeyUsage();
                everywhere &= allowed == null || allowed.contains(purpose) || allowed.contains(ANY_PURPOSE);
            }
            if (everywhere) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFor(X509Certificate certificate, String host) throws GeneralSecurityException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        if (names == null) {
            return false;
        }
        String wanted = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        for (List<?> name : names) {
            if (name.get(0).equals(ALTERNATIVE_DNS) && matches((String) name.get(1), wanted)
                    || name.get(0).equals(ALTERNATIVE_IP) && name.get(1).equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a name of a certificate covers a host; a star stands for its first label. */
    private static boolean matches(String pattern, String host) {
        String plain = pattern.toLowerCase(Locale.ROOT);
        String wanted = host.toLowerCase(Locale.ROOT).replaceAll("\\.$", "");
        if (!plain.startsWith("*.")) {
            return plain.equals(wanted);
        }
        int dot = wanted.indexOf('.');
        return dot > 0 && wanted.substring(dot).equals(plain.substring(1));
    }
}
