package dev.bylaw.rego.internal.crypto;

import dev.bylaw.rego.NullValue;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.net.IpAddress;
import dev.bylaw.rego.internal.net.NetSyntaxException;
import dev.bylaw.rego.internal.net.Uri;
import dev.bylaw.rego.internal.value.Utf8;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the extensions of a certificate (RFC 5280, section 4.2) say. Used once. */
final class CertificateExtensions {
    private static final int NAME_EMAIL = Der.CONTEXT + 1;
    private static final int NAME_DNS = Der.CONTEXT + 2;
    private static final int NAME_URI = Der.CONTEXT + 6;
    private static final int NAME_IP = Der.CONTEXT + 7;
    private static final int KEY_USAGES = 9;
    private static final int VERSION_4_BYTES = 4;
    private static final int VERSION_6_BYTES = 16;

    /** Go's numbers of the purposes of keys. */
    private static final Map<String, Integer> PURPOSES = Map.ofEntries(
            Map.entry("2.5.29.37.0", 0),
            Map.entry("1.3.6.1.5.5.7.3.1", 1),
            Map.entry("1.3.6.1.5.5.7.3.2", 2),
            Map.entry("1.3.6.1.5.5.7.3.3", 3),
            Map.entry("1.3.6.1.5.5.7.3.4", 4),
            Map.entry("1.3.6.1.5.5.7.3.5", 5),
            Map.entry("1.3.6.1.5.5.7.3.6", 6),
            Map.entry("1.3.6.1.5.5.7.3.7", 7),
            Map.entry("1.3.6.1.5.5.7.3.8", 8),
            Map.entry("1.3.6.1.5.5.7.3.9", 9),
            Map.entry("1.3.6.1.4.1.311.10.3.3", 10),
            Map.entry("2.16.840.1.113730.4.1", 11),
            Map.entry("1.3.6.1.4.1.311.2.1.22", 12),
            Map.entry("1.3.6.1.4.1.311.61.1.1", 13));

    /** The lists of certificates, which are null where nothing is in them. */
    private static final List<String> LISTS = List.of(
            "CRLDistributionPoints",
            "DNSNames",
            "EmailAddresses",
            "ExcludedDNSDomains",
            "ExcludedEmailAddresses",
            "ExcludedIPRanges",
            "ExcludedURIDomains",
            "ExtKeyUsage",
            "IPAddresses",
            "IssuingCertificateURL",
            "OCSPServer",
            "PermittedDNSDomains",
            "PermittedEmailAddresses",
            "PermittedIPRanges",
            "PermittedURIDomains",
            "Policies",
            "PolicyIdentifiers",
            "PolicyMappings",
            "URIs",
            "URIStrings",
            "UnhandledCriticalExtensions",
            "UnknownExtKeyUsage");

    private final List<Extension> extensions;
    private final Map<String, List<Value>> lists = new TreeMap<>();
    private final Map<String, Value> members = new TreeMap<>();

    CertificateExtensions(List<Extension> extensions) {
        this.extensions = extensions;
    }

    /** Adds the members that are made of extensions to a certificate. */
    void write(Structure out, boolean withUris) {
        LISTS.forEach(name -> lists.put(name, new ArrayList<>()));
        for (String name : List.of("KeyUsage", "MaxPathLen")) {
            members.put(name, NumberValue.of(0));
        }
        for (String name : List.of("InhibitAnyPolicy", "InhibitPolicyMapping", "RequireExplicitPolicy")) {
            number(name, null);
        }
        for (String name : List.of("BasicConstraintsValid", "IsCA", "MaxPathLenZero", "PermittedDNSDomainsCritical")) {
            truth(name, false);
        }
        members.put("SubjectKeyId", NullValue.NULL);
        members.put("AuthorityKeyId", NullValue.NULL);
        for (Extension extension : extensions) {
            if (!read(extension) && extension.critical()) {
                lists.get("UnhandledCriticalExtensions").add(Structure.identifier(extension.identifier()));
            }
        }
        if (!withUris) {
            lists.remove("URIStrings");
        }
        members.forEach(out::put);
        lists.forEach(out::put);
        out.put("Extensions", extensions.stream().map(Extension::value).toList());
    }

    /** Adds the other names that a request asks for. */
    static void names(Structure out, List<Extension> extensions) {
        CertificateExtensions reader = new CertificateExtensions(extensions);
        LISTS.forEach(name -> reader.lists.put(name, new ArrayList<>()));
        for (Extension extension : extensions) {
            if (extension.name().equals("2.5.29.17")) {
                reader.names(new Der(extension.content()).next(Der.SEQUENCE).inside());
            }
        }
        for (String name : List.of("DNSNames", "EmailAddresses", "IPAddresses", "URIs")) {
            out.put(name, reader.lists.get(name));
        }
    }

    /** Whether this is an extension that is known. */
    private boolean read(Extension extension) {
        Der content = new Der(extension.content());
        switch (extension.name()) {
            case "2.5.29.14" ->
                members.put(
                        "SubjectKeyId",
                        Structure.bytes(content.next(Der.OCTET_STRING).content()));
            case "2.5.29.15" -> keyUsage(content.next(Der.BIT_STRING).content());
            case "2.5.29.17" -> {
                return names(content.next(Der.SEQUENCE).inside());
            }
            case "2.5.29.19" -> basicConstraints(content.next(Der.SEQUENCE).inside());
            case "2.5.29.30" -> {
                truth("PermittedDNSDomainsCritical", extension.critical());
                return nameConstraints(content.next(Der.SEQUENCE).inside());
            }
            case "2.5.29.31" -> distributionPoints(content.next(Der.SEQUENCE).inside());
            case "2.5.29.32" -> policies(content.next(Der.SEQUENCE).inside());
            case "2.5.29.33" -> policyMappings(content.next(Der.SEQUENCE).inside());
            case "2.5.29.35" -> {
                Der identifier = content.next(Der.SEQUENCE).inside();
                if (identifier.isNext(Der.CONTEXT)) {
                    members.put(
                            "AuthorityKeyId", Structure.bytes(identifier.next().content()));
                }
            }
            case "2.5.29.36" -> policyConstraints(content.next(Der.SEQUENCE).inside());
            case "2.5.29.37" -> purposes(content.next(Der.SEQUENCE).inside());
            case "2.5.29.54" ->
                number("InhibitAnyPolicy", content.next(Der.INTEGER).integer());
            case "1.3.6.1.5.5.7.1.1" -> access(content.next(Der.SEQUENCE).inside());
            default -> {
                return false;
            }
        }
        return true;
    }

    private void truth(String name, boolean truth) {
        members.put(name, dev.bylaw.rego.BooleanValue.of(truth));
    }

    /** A number with the word whether it is there and zero. */
    private void number(String name, BigInteger number) {
        members.put(name, NumberValue.of(number == null ? BigInteger.ZERO : number));
        truth(name + "Zero", number != null && number.signum() == 0);
    }

    private void keyUsage(byte[] bits) {
        int usage = 0;
        for (int i = 0; i < KEY_USAGES; i++) {
            int at = 1 + i / Byte.SIZE;
            if (at < bits.length && (bits[at] & 0x80 >> i % Byte.SIZE) != 0) {
                usage |= 1 << i;
            }
        }
        members.put("KeyUsage", NumberValue.of(usage));
    }

    private void basicConstraints(Der reader) {
        boolean authority = reader.isNext(Der.BOOLEAN) && reader.next().content()[0] != 0;
        BigInteger length = reader.isNext(Der.INTEGER) ? reader.next().integer() : BigInteger.ONE.negate();
        truth("BasicConstraintsValid", true);
        truth("IsCA", authority);
        members.put("MaxPathLen", NumberValue.of(length));
        truth("MaxPathLenZero", length.signum() == 0);
    }

    private boolean names(Der reader) {
        boolean any = false;
        while (reader.hasMore()) {
            Der.Element name = reader.next();
            String text = Utf8.decode(name.content());
            switch (name.tag()) {
                case NAME_EMAIL -> lists.get("EmailAddresses").add(StringValue.of(text));
                case NAME_DNS -> lists.get("DNSNames").add(StringValue.of(text));
                case NAME_URI -> {
                    lists.get("URIs").add(uri(text));
                    lists.get("URIStrings").add(StringValue.of(text));
                }
                case NAME_IP -> lists.get("IPAddresses").add(address(name.content()));
                default -> {
                    continue;
                }
            }
            any = true;
        }
        return any;
    }

    private static Value address(byte[] bytes) {
        if (bytes.length != VERSION_4_BYTES && bytes.length != VERSION_6_BYTES) {
            throw new CryptoException("x509: cannot parse IP address of length " + bytes.length);
        }
        return StringValue.of(IpAddress.of(bytes).toString());
    }

    private static ObjectValue uri(String text) {
        Uri uri;
        try {
            uri = Uri.parse(text);
        } catch (NetSyntaxException e) {
            throw new CryptoException("x509: cannot parse URI \"" + text + "\": " + e.getMessage());
        }
        String opaque = "";
        String user = "";
        String rest = text.substring(uri.scheme().isEmpty() ? 0 : uri.scheme().length() + 1);
        if (!uri.scheme().isEmpty() && !rest.startsWith("/")) {
            opaque = rest.split("[?#]", 2)[0];
        } else if (rest.startsWith("//")) {
            String authority = rest.substring(2).split("[/?#]", 2)[0];
            user = authority.contains("@") ? "user" : "";
        }
        return new Structure()
                .put("Scheme", uri.scheme())
                .put("Opaque", opaque)
                .put("User", user.isEmpty() ? NullValue.NULL : ObjectValue.EMPTY)
                .put("Host", uri.authority())
                .put("Path", uri.path())
                .put("RawPath", "")
                .put("OmitHost", false)
                .put("ForceQuery", text.endsWith("?"))
                .put("RawQuery", uri.query())
                .put("Fragment", uri.fragment())
                .put("RawFragment", "")
                .build();
    }

    private boolean nameConstraints(Der reader) {
        boolean all = true;
        while (reader.hasMore()) {
            Der.Element subtrees = reader.next();
            String kind = subtrees.tag() == Der.CONSTRUCTED ? "Permitted" : "Excluded";
            Der list = subtrees.inside();
            while (list.hasMore()) {
                Der.Element base = list.next(Der.SEQUENCE).inside().next();
                String text = Utf8.decode(base.content());
                switch (base.tag()) {
                    case NAME_EMAIL -> lists.get(kind + "EmailAddresses").add(StringValue.of(text));
                    case NAME_DNS -> lists.get(kind + "DNSDomains").add(StringValue.of(text));
                    case NAME_URI -> lists.get(kind + "URIDomains").add(StringValue.of(text));
                    case NAME_IP -> {
                        int half = base.content().length / 2;
                        lists.get(kind + "IPRanges")
                                .add(new Structure()
                                        .put("IP", address(Arrays.copyOfRange(base.content(), 0, half)))
                                        .put("Mask", Arrays.copyOfRange(base.content(), half, 2 * half))
                                        .build());
                    }
                    default -> all = false;
                }
            }
        }
        return all;
    }

    private void distributionPoints(Der reader) {
        while (reader.hasMore()) {
            Der point = reader.next(Der.SEQUENCE).inside();
            if (!point.isNext(Der.CONSTRUCTED)) {
                continue;
            }
            Der name = point.next().inside();
            if (!name.isNext(Der.CONSTRUCTED)) {
                continue;
            }
            Der full = name.next().inside();
            while (full.isNext(NAME_URI)) {
                lists.get("CRLDistributionPoints")
                        .add(StringValue.of(Utf8.decode(full.next().content())));
            }
        }
    }

    private void policies(Der reader) {
        while (reader.hasMore()) {
            byte[] policy = reader.next(Der.SEQUENCE)
                    .inside()
                    .next(Der.OBJECT_IDENTIFIER)
                    .content();
            lists.get("Policies").add(StringValue.of(ObjectIdentifiers.text(policy)));
            lists.get("PolicyIdentifiers").add(Structure.identifier(policy));
        }
    }

    private void policyMappings(Der reader) {
        while (reader.hasMore()) {
            Der mapping = reader.next(Der.SEQUENCE).inside();
            byte[] issuer = mapping.next(Der.OBJECT_IDENTIFIER).content();
            byte[] subject = mapping.next(Der.OBJECT_IDENTIFIER).content();
            lists.get("PolicyMappings")
                    .add(new Structure()
                            .put("IssuerDomainPolicy", ObjectIdentifiers.text(issuer))
                            .put("SubjectDomainPolicy", ObjectIdentifiers.text(subject))
                            .build());
        }
    }

    private void policyConstraints(Der reader) {
        while (reader.hasMore()) {
            Der.Element element = reader.next();
            if (element.tag() == Der.CONTEXT) {
                number("RequireExplicitPolicy", element.integer());
            } else if (element.tag() == Der.CONTEXT + 1) {
                number("InhibitPolicyMapping", element.integer());
            }
        }
    }

    private void purposes(Der reader) {
        while (reader.hasMore()) {
            byte[] purpose = reader.next(Der.OBJECT_IDENTIFIER).content();
            Integer number = PURPOSES.get(ObjectIdentifiers.text(purpose));
            if (number == null) {
                lists.get("UnknownExtKeyUsage").add(Structure.identifier(purpose));
            } else {
                lists.get("ExtKeyUsage").add(NumberValue.of(number));
            }
        }
    }

    private void access(Der reader) {
        while (reader.hasMore()) {
            Der description = reader.next(Der.SEQUENCE).inside();
            String method = ObjectIdentifiers.text(
                    description.next(Der.OBJECT_IDENTIFIER).content());
            if (!description.isNext(NAME_URI)) {
                continue;
            }
            Value address = StringValue.of(Utf8.decode(description.next().content()));
            switch (method) {
                case "1.3.6.1.5.5.7.48.1" -> lists.get("OCSPServer").add(address);
                case "1.3.6.1.5.5.7.48.2" -> lists.get("IssuingCertificateURL").add(address);
                default -> {}
            }
        }
    }
}
