package dev.bylaw.internal.contract;

import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.tree.MappingBuilder;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Origin;
import dev.bylaw.workspace.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings a contract or a product into one form, with the names of ODCS 3.1 and ODPS 1.0: what has a default is there, team
 * members are a list, custom properties are a mapping, the owner is named. Every object carries its pointer.
 *
 * <p>Source of the formats: {@code odcs-json-schema-v3.1.0.json}, {@code odcs-json-schema-v3.0.2.json},
 * {@code odps-json-schema-v1.0.0.json} of bitol-io.
 */
final class Normalizer {
    private static final Tree NULL = new Tree.Scalar(null, Origin.DEFAULT);
    private static final List<String> CONTRACT_TEXTS =
            List.of("id", "name", "version", "status", "domain", "tenant", "dataProduct", "contractCreatedTs");
    private static final List<String> PRODUCT_TEXTS =
            List.of("id", "name", "version", "status", "domain", "tenant", "productCreatedTs");

    private final ContractFormat format;
    private final String path;
    private final Diagnostics diagnostics;

    Normalizer(ContractFormat format, String path, Diagnostics diagnostics) {
        this.format = format;
        this.path = path;
        this.diagnostics = diagnostics;
    }

    /** A contract of ODCS 3. */
    Tree.Mapping contract(Tree.Mapping raw) {
        MappingBuilder contract = head(raw, CONTRACT_TEXTS);
        team(raw, contract);
        contract.put("roles", list(raw, "roles"));
        contract.put("sla", list(raw, "slaProperties"));
        contract.put("slaDefaultElement", raw.get("slaDefaultElement").orElse(NULL));
        contract.put("servers", list(raw, "servers"));
        contract.put("support", list(raw, "support"));
        contract.put("price", raw.get("price").orElse(NULL));
        contract.put("schema", objects(raw));
        return tail(raw, contract);
    }

    /** A product of ODPS. */
    Tree.Mapping product(Tree.Mapping raw) {
        MappingBuilder product = head(raw, PRODUCT_TEXTS);
        team(raw, product);
        for (String ports : List.of("inputPorts", "outputPorts", "managementPorts")) {
            product.put(ports, ports(raw, ports));
        }
        product.put("support", list(raw, "support"));
        return tail(raw, product);
    }

    private MappingBuilder head(Tree.Mapping raw, List<String> texts) {
        Origin origin = raw.origin();
        MappingBuilder head = new MappingBuilder()
                .put("standard", format.standard().id(), origin)
                .put("apiVersion", raw.get("apiVersion").orElse(NULL))
                .put("file", path, origin);
        for (String key : texts) {
            entry(raw, key, head);
        }
        head.put("description", raw.get("description").orElse(NULL));
        head.put("tags", texts(raw, "tags"));
        return head;
    }

    private Tree.Mapping tail(Tree.Mapping raw, MappingBuilder builder) {
        return builder.put("authoritativeDefinitions", list(raw, "authoritativeDefinitions"))
                .put("customProperties", customProperties(raw))
                .put("raw", raw)
                .build(raw.origin());
    }

    private static void entry(Tree.Mapping raw, String key, MappingBuilder builder) {
        Tree.Entry entry = raw.entries().get(key);
        builder.put(key, entry == null ? new Tree.Entry(Optional.empty(), NULL) : entry);
    }

    private Tree.Sequence empty() {
        return Trees.emptySequence(Origin.DEFAULT);
    }

    /** A list of mappings, each with its pointer. */
    private Tree list(Tree.Mapping raw, String key) {
        Optional<Tree.Sequence> sequence = sequence(raw, key);
        if (sequence.isEmpty()) {
            return empty();
        }
        String target = key.equals("slaProperties") ? "sla" : key;
        List<Tree> items = new ArrayList<>();
        for (Tree item : sequence.get().items()) {
            if (item instanceof Tree.Mapping mapping) {
                items.add(pointed(mapping, "/" + target + "/" + items.size()));
            } else {
                wrong(item, "an item of '" + key + "' must be a mapping, not " + Trees.kind(item));
            }
        }
        return new Tree.Sequence(items, sequence.get().origin());
    }

    private static Tree.Mapping pointed(Tree.Mapping mapping, String pointer) {
        return new MappingBuilder()
                .put("pointer", pointer, mapping.origin())
                .putAll(mapping)
                .put("pointer", pointer, mapping.origin())
                .build(mapping.origin());
    }

    /** The list at a key; what is no list is a problem. */
    private Optional<Tree.Sequence> sequence(Tree.Mapping raw, String key) {
        Optional<Tree> value = raw.get(key).filter(tree -> !Trees.isNull(tree));
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof Tree.Sequence sequence) {
            return Optional.of(sequence);
        }
        wrong(value.get(), "'" + key + "' must be a list, not " + Trees.kind(value.get()));
        return Optional.empty();
    }

    private Tree texts(Tree.Mapping raw, String key) {
        Optional<Tree.Sequence> sequence = sequence(raw, key);
        if (sequence.isEmpty()) {
            return empty();
        }
        for (Tree item : sequence.get().items()) {
            if (Trees.text(item).isEmpty()) {
                wrong(item, "an item of '" + key + "' must be text, not " + Trees.kind(item));
            }
        }
        return sequence.get();
    }

    private void wrong(Tree value, String message) {
        diagnostics.problem(Trees.place(value, Location.startOf(path)), Problem.Kind.INVALID_CONTENT, message);
    }

    /** The tables of a contract. */
    private Tree objects(Tree.Mapping raw) {
        Optional<Tree.Sequence> sequence = sequence(raw, "schema");
        if (sequence.isEmpty()) {
            return empty();
        }
        List<Tree> objects = new ArrayList<>();
        for (Tree item : sequence.get().items()) {
            if (item instanceof Tree.Mapping mapping) {
                objects.add(element(mapping, "/schema/" + objects.size(), false));
            } else {
                wrong(item, "an item of 'schema' must be a mapping, not " + Trees.kind(item));
            }
        }
        return new Tree.Sequence(objects, sequence.get().origin());
    }

    /** A table or a property, with what is nested in it. */
    private Tree.Mapping element(Tree.Mapping raw, String pointer, boolean property) {
        Origin origin = raw.origin();
        MappingBuilder element = new MappingBuilder().put("pointer", pointer, origin);
        for (String key :
                List.of("id", "name", "physicalName", "physicalType", "logicalType", "businessName", "description")) {
            entry(raw, key, element);
        }
        if (property) {
            for (String key : List.of(
                    "classification",
                    "encryptedName",
                    "transformLogic",
                    "transformDescription",
                    "logicalTypeOptions")) {
                entry(raw, key, element);
            }
            for (String key : List.of("primaryKey", "required", "unique", "partitioned", "criticalDataElement")) {
                element.put(key, orDefault(raw, key, false));
            }
            for (String key : List.of("primaryKeyPosition", "partitionKeyPosition")) {
                element.put(key, orDefault(raw, key, -1L));
            }
            element.put("transformSourceObjects", texts(raw, "transformSourceObjects"));
        } else {
            entry(raw, "dataGranularityDescription", element);
        }
        if (raw.get("name").flatMap(Trees::text).isEmpty() && !pointer.endsWith("/items")) {
            wrong(raw, "a " + (property ? "property" : "table") + " of a contract needs a 'name' that is text");
        }
        element.put("tags", texts(raw, "tags"));
        element.put("quality", sequence(raw, "quality").orElse(empty()));
        element.put("relationships", sequence(raw, "relationships").orElse(empty()));
        element.put(
                "authoritativeDefinitions",
                sequence(raw, "authoritativeDefinitions").orElse(empty()));
        element.put("customProperties", customProperties(raw));
        nested(raw, pointer, element);
        return element.build(origin);
    }

    private static Tree orDefault(Tree.Mapping raw, String key, Object initial) {
        return raw.get(key).filter(value -> !Trees.isNull(value)).orElse(new Tree.Scalar(initial, Origin.DEFAULT));
    }

    private void nested(Tree.Mapping raw, String pointer, MappingBuilder element) {
        List<Tree> properties = new ArrayList<>();
        Optional<Tree.Sequence> sequence = sequence(raw, "properties");
        for (Tree item : sequence.map(Tree.Sequence::items).orElse(List.of())) {
            if (item instanceof Tree.Mapping mapping) {
                properties.add(element(mapping, pointer + "/properties/" + properties.size(), true));
            } else {
                wrong(item, "an item of 'properties' must be a mapping, not " + Trees.kind(item));
            }
        }
        element.put(
                "properties",
                new Tree.Sequence(
                        properties, sequence.map(Tree.Sequence::origin).orElse(Origin.DEFAULT)));
        raw.get("items").ifPresent(items -> {
            if (items instanceof Tree.Mapping mapping) {
                element.put("items", element(mapping, pointer + "/items", true));
            } else if (!Trees.isNull(items)) {
                wrong(items, "'items' must be a mapping, not " + Trees.kind(items));
            }
        });
    }

    private Tree ports(Tree.Mapping raw, String key) {
        Optional<Tree.Sequence> sequence = sequence(raw, key);
        if (sequence.isEmpty()) {
            return empty();
        }
        List<Tree> ports = new ArrayList<>();
        for (Tree item : sequence.get().items()) {
            if (!(item instanceof Tree.Mapping port)) {
                wrong(item, "an item of '" + key + "' must be a mapping, not " + Trees.kind(item));
                continue;
            }
            MappingBuilder builder = new MappingBuilder().put("pointer", "/" + key + "/" + ports.size(), port.origin());
            for (String part : List.of("name", "version", "type", "contractId", "description")) {
                entry(port, part, builder);
            }
            builder.putAll(port)
                    .put("pointer", "/" + key + "/" + ports.size(), port.origin())
                    .put("tags", texts(port, "tags"))
                    .put(
                            "contracts",
                            port.get("contractId").map(Normalizer::single).orElse(empty()))
                    .put("customProperties", customProperties(port));
            ports.add(builder.build(port.origin()));
        }
        return new Tree.Sequence(ports, sequence.get().origin());
    }

    private static Tree single(Tree item) {
        return Trees.isNull(item)
                ? new Tree.Sequence(List.of(), item.origin())
                : new Tree.Sequence(List.of(item), item.origin());
    }

    /** Custom properties as a mapping from property to value. */
    private Tree.Mapping customProperties(Tree.Mapping raw) {
        MappingBuilder builder = new MappingBuilder();
        Optional<Tree.Sequence> sequence = sequence(raw, "customProperties");
        for (Tree item : sequence.map(Tree.Sequence::items).orElse(List.of())) {
            Optional<Tree> property = item instanceof Tree.Mapping mapping ? mapping.get("property") : Optional.empty();
            Optional<String> name = property.flatMap(Trees::text);
            if (name.isEmpty()) {
                wrong(item, "a custom property must be a mapping with 'property' and 'value'");
                continue;
            }
            Location place = Trees.place(property.get(), Location.startOf(path));
            if (builder.has(name.get())) {
                diagnostics.notice(
                        place,
                        "duplicate-key",
                        "the custom property '" + name.get() + "' is already given; only this last one counts");
            }
            builder.put(
                    name.get(),
                    Optional.of(place),
                    ((Tree.Mapping) item).get("value").orElse(NULL));
        }
        return builder.build(sequence.map(Tree.Sequence::origin).orElse(Origin.DEFAULT));
    }

    /** The team, in the form of ODCS 3.1: a name and members; and the owner, which no field of the standard names. */
    private void team(Tree.Mapping raw, MappingBuilder builder) {
        Optional<Tree> team = raw.get("team").filter(value -> !Trees.isNull(value));
        Tree name = NULL;
        Tree description = NULL;
        List<Tree> members = List.of();
        Origin origin = team.map(Tree::origin).orElse(Origin.DEFAULT);
        if (team.isPresent() && team.get() instanceof Tree.Mapping mapping) {
            name = mapping.get("name").orElse(NULL);
            description = mapping.get("description").orElse(NULL);
            members = members(sequence(mapping, "members"));
        } else if (team.isPresent() && team.get() instanceof Tree.Sequence list) {
            members = members(Optional.of(list));
        } else if (team.isPresent()) {
            wrong(
                    team.get(),
                    "'team' must be a mapping with 'members', or a list of members, not " + Trees.kind(team.get()));
        }
        builder.put("owner", Owners.owner(name, members));
        builder.put(
                "team",
                new MappingBuilder()
                        .put("name", name)
                        .put("description", description)
                        .put("members", new Tree.Sequence(members, origin))
                        .build(origin));
    }

    private List<Tree> members(Optional<Tree.Sequence> list) {
        List<Tree> members = new ArrayList<>();
        for (Tree item : list.map(Tree.Sequence::items).orElse(List.of())) {
            if (item instanceof Tree.Mapping mapping) {
                members.add(pointed(mapping, "/team/members/" + members.size()));
            } else {
                wrong(item, "a member of a team must be a mapping, not " + Trees.kind(item));
            }
        }
        return members;
    }
}
