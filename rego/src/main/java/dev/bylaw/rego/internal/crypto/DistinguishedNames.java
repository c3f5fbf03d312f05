package dev.bylaw.rego.internal.crypto;

import dev.bylaw.rego.NullValue;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.value.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The names of holders and issuers. */
final class DistinguishedNames {
    private static final String COMMON_NAME = "2.5.4.3";
    private static final String SERIAL_NUMBER = "2.5.4.5";

    /** The members that are lists, by the attribute they come from. */
    private static final Map<String, String> LISTS = Map.of(
            "2.5.4.6", "Country",
            "2.5.4.10", "Organization",
            "2.5.4.11", "OrganizationalUnit",
            "2.5.4.7", "Locality",
            "2.5.4.8", "Province",
            "2.5.4.9", "StreetAddress",
            "2.5.4.17", "PostalCode");

    private DistinguishedNames() {}

    /** The object for an encoded name. */
    static Value of(byte[] whole) {
        Map<String, List<Value>> lists = new TreeMap<>();
        LISTS.values().forEach(name -> lists.put(name, new ArrayList<>()));
        List<Value> names = new ArrayList<>();
        Value commonName = StringValue.of("");
        Value serialNumber = StringValue.of("");
        Der sets = new Der(whole).next(Der.SEQUENCE).inside();
        while (sets.hasMore()) {
            Der attributes = sets.next(Der.SET).inside();
            while (attributes.hasMore()) {
                Der attribute = attributes.next(Der.SEQUENCE).inside();
                byte[] type = attribute.next(Der.OBJECT_IDENTIFIER).content();
                Value value = value(attribute.next());
                names.add(new Structure()
                        .put("Type", Structure.identifier(type))
                        .put("Value", value)
                        .build());
                if (!(value instanceof StringValue)) {
                    continue;
                }
                String identifier = ObjectIdentifiers.text(type);
                if (identifier.equals(COMMON_NAME)) {
                    commonName = value;
                } else if (identifier.equals(SERIAL_NUMBER)) {
                    serialNumber = value;
                } else if (LISTS.containsKey(identifier)) {
                    lists.get(LISTS.get(identifier)).add(value);
                }
            }
        }
        Structure out = new Structure()
                .put("CommonName", commonName)
                .put("SerialNumber", serialNumber)
                .put("Names", names)
                .putNull("ExtraNames");
        lists.forEach(out::put);
        return out.build();
    }

    private static Value value(Der.Element element) {
        return switch (element.tag()) {
            case 0x0c, 0x12, 0x13, 0x14, 0x16 -> StringValue.of(Utf8.decode(element.content()));
            case 0x1e -> StringValue.of(new String(element.content(), StandardCharsets.UTF_16BE));
            case Der.INTEGER -> NumberValue.of(element.integer());
            default -> NullValue.NULL;
        };
    }
}
