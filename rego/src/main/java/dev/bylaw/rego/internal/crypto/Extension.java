package dev.bylaw.rego.internal.crypto;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An extension of a certificate.
 *
 * @param identifier its encoded identifier
 * @param critical whether who does not know it has to refuse the certificate
 * @param content its value
 */
record Extension(byte[] identifier, boolean critical, byte[] content) {
    private static final String REQUESTED = "1.2.840.113549.1.9.14";

    static Extension of(Der.Element element) {
        Der reader = element.inside();
        byte[] identifier = reader.next(Der.OBJECT_IDENTIFIER).content();
        boolean critical = reader.isNext(Der.BOOLEAN) && reader.next().content()[0] != 0;
        return new Extension(identifier, critical, reader.next(Der.OCTET_STRING).content());
    }

    /** The identifier with dots. */
    String name() {
        return ObjectIdentifiers.text(identifier);
    }

    Value value() {
        return new Structure()
                .put("Id", Structure.identifier(identifier))
                .put("Critical", critical)
                .put("Value", content)
                .build();
    }

    /** The extensions that an attribute of a request asks for. */
    static List<Extension> requested(byte[] type, Der.Element values) {
        List<Extension> all = new ArrayList<>();
        Der set = values.inside();
        if (ObjectIdentifiers.text(type).equals(REQUESTED) && set.isNext(Der.SEQUENCE)) {
            Der list = set.next().inside();
            while (list.hasMore()) {
                all.add(of(list.next(Der.SEQUENCE)));
            }
        }
        return all;
    }

    /** An attribute of a request, if it is a list of lists of names and bytes. */
    static Optional<Value> attribute(byte[] type, Der.Element values) {
        List<Value> sets = new ArrayList<>();
        try {
            Der set = values.inside();
            while (set.hasMore()) {
                List<Value> entries = new ArrayList<>();
                Der list = set.next(Der.SEQUENCE).inside();
                while (list.hasMore()) {
                    Der entry = list.next(Der.SEQUENCE).inside();
                    byte[] name = entry.next(Der.OBJECT_IDENTIFIER).content();
                    if (entry.isNext(Der.BOOLEAN)) {
                        entry.next();
                    }
                    entries.add(new Structure()
                            .put("Type", Structure.identifier(name))
                            .put("Value", entry.next(Der.OCTET_STRING).content())
                            .build());
                }
                sets.add(ArrayValue.of(entries));
            }
        } catch (CryptoException e) {
            return Optional.empty();
        }
        return Optional.of(new Structure()
                .put("Type", Structure.identifier(type))
                .put("Value", sets)
                .build());
    }
}
