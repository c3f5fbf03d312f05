package dev.bylaw.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Makes the inputs of the policies in {@code benchmarks/policies}. The same on every machine. Uses nothing but the JDK,
 * so that {@code java Inputs.java FOLDER} runs it from source.
 */
public final class Inputs {
    private static final long SEED = 20261130;
    private static final List<String> WORDS = List.of(
            "customer",
            "invoice",
            "payment",
            "shipment",
            "product",
            "contract",
            "ticket",
            "device",
            "session",
            "event",
            "address",
            "account",
            "campaign",
            "price",
            "stock",
            "vendor",
            "visit",
            "claim",
            "policy",
            "region");
    private static final List<String> DOMAINS =
            List.of("sales", "billing", "logistics", "customer", "marketing", "support", "finance", "risk");

    private final Random random = new Random(SEED);

    private Inputs() {}

    /**
     * Writes {@code NAME/input.json} and {@code NAME/data.json} for each policy.
     *
     * @param arguments the folder to write to
     * @throws IOException if a file cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]));
    }

    /**
     * Writes {@code NAME/input.json} and {@code NAME/data.json} for each policy.
     *
     * @param folder the folder to write to
     * @throws IOException if a file cannot be written
     */
    public static void write(Path folder) throws IOException {
        for (Map.Entry<String, Object> entry : all().entrySet()) {
            Path to = Files.createDirectories(folder.resolve(entry.getKey()));
            Files.writeString(to.resolve("input.json"), json(entry.getValue()) + "\n");
            Files.writeString(to.resolve("data.json"), json(data(entry.getKey())) + "\n");
        }
    }

    private static Map<String, Object> all() {
        Map<String, Object> all = new TreeMap<>();
        all.put("admission", new Inputs().admission());
        all.put("clauses", new Inputs().clauses());
        all.put("contract", new Inputs().contract());
        all.put("figures", new Inputs().figures());
        all.put("joins", new Inputs().joins());
        all.put("lineage", new Inputs().lineage());
        all.put("naming", new Inputs().naming());
        all.put("nested", new Inputs().nested());
        all.put("objects", new Inputs().objects());
        all.put("replaced", new Inputs().replaced());
        all.put("sets", new Inputs().sets());
        all.put("strings", new Inputs().strings());
        all.put("terraform", new Inputs().terraform());
        return all;
    }

    private static Object data(String name) {
        return switch (name) {
            case "admission" -> Map.of("registries", List.of("registry.example.org", "mirror.example.org/base"));
            case "replaced" ->
                Map.of(
                        "policies",
                        new TreeMap<>(Map.of(
                                "read",
                                Map.of("roles", List.of("admin", "analyst", "reader"), "blocks", List.of()),
                                "write",
                                new TreeMap<>(Map.of(
                                        "roles",
                                        List.of("admin", "editor"),
                                        "blocks",
                                        List.of(Map.of("team", "t1"), Map.of("team", "t5")))))));
            default -> Map.of();
        };
    }

    private Object terraform() {
        List<Object> changes = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            String kind = pick("aws_s3_bucket", "aws_iam_policy", "aws_glue_catalog_table", "aws_lambda_function");
            Map<String, Object> after = new TreeMap<>();
            Map<String, Object> tags = new TreeMap<>();
            for (String tag : List.of("domain", "product", "owner", "cost-center")) {
                if (chance(0.85)) {
                    tags.put(tag, word() + i % 7);
                }
            }
            after.put("tags", tags);
            if (kind.equals("aws_s3_bucket")) {
                after.put("bucket", "b" + i);
                after.put("acl", pick("private", "private", "private", "public-read"));
                if (chance(0.7)) {
                    changes.add(
                            change("aws_s3_bucket_server_side_encryption_configuration", i, Map.of("bucket", "b" + i)));
                }
            } else if (kind.equals("aws_iam_policy")) {
                after.put(
                        "policy",
                        json(Map.of(
                                "Statement",
                                List.of(new TreeMap<>(Map.of(
                                        "Effect",
                                        pick("Allow", "Deny"),
                                        "Action",
                                        pick("*", "s3:Get*", "s3:List*")))))));
            } else {
                after.put("name", word() + "_" + i);
            }
            changes.add(change(kind, i, after));
        }
        return Map.of("resource_changes", changes);
    }

    private Object change(String kind, int number, Map<String, Object> after) {
        Map<String, Object> change = new TreeMap<>();
        change.put("actions", List.of(pick("create", "create", "update", "no-op", "delete")));
        change.put("after", after);
        return new TreeMap<>(Map.of("address", kind + ".r" + number, "type", kind, "change", change));
    }

    private Object admission() {
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            Map<String, Object> spec = new TreeMap<>(Map.of("containers", containers(1 + random.nextInt(3))));
            if (chance(0.3)) {
                spec.put("initContainers", containers(1));
            }
            Map<String, Object> labels = new TreeMap<>(Map.of("app", "a" + i, "team", "t" + i % 9));
            Map<String, Object> selected = Map.of("app", chance(0.95) ? "a" + i : "other");
            Map<String, Object> template = new TreeMap<>(Map.of("metadata", Map.of("labels", labels), "spec", spec));
            items.add(new TreeMap<>(Map.of(
                    "kind", "Deployment",
                    "metadata", new TreeMap<>(Map.of("name", "d" + i, "namespace", pick("dev", "prod", "data"))),
                    "spec", new TreeMap<>(Map.of("selector", Map.of("matchLabels", selected), "template", template)))));
        }
        return Map.of("items", items);
    }

    private List<Object> containers(int count) {
        List<Object> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<String, Object> limits = new TreeMap<>();
            if (chance(0.9)) {
                limits.put("cpu", pick("1", "500m", "2"));
            }
            if (chance(0.9)) {
                limits.put("memory", pick("256Mi", "1Gi", "8Gi", "1073741824"));
            }
            String registry =
                    pick("registry.example.org", "registry.example.org", "docker.io", "mirror.example.org/base");
            all.add(new TreeMap<>(Map.of(
                    "name",
                    "c" + i,
                    "image",
                    registry + "/" + word() + ":1." + random.nextInt(20),
                    "resources",
                    Map.of("limits", limits),
                    "securityContext",
                    Map.of("privileged", chance(0.05)))));
        }
        return all;
    }

    private Object naming() {
        List<Object> models = new ArrayList<>();
        for (int i = 0; i < 800; i++) {
            String layer = pick("staging", "intermediate", "marts");
            String prefix = pick("stg_crm__", "int_", "dim_", "fct_", "tmp_");
            List<Object> columns = new ArrayList<>();
            for (int j = 0; j < 8; j++) {
                String name = pick(
                        word() + "_" + word() + "_" + i,
                        word() + "Id",
                        "user",
                        "created_at",
                        word() + "_flag",
                        "_loaded_on",
                        word() + "_of_the_" + word() + "_in_" + word());
                columns.add(new TreeMap<>(
                        Map.of("name", name, "type", pick("varchar", "timestamp", "date", "boolean", "integer"))));
            }
            models.add(new TreeMap<>(Map.of("layer", layer, "name", prefix + word() + "_" + i, "columns", columns)));
        }
        return Map.of("models", models);
    }

    private Object sets() {
        Map<String, Object> groups = new TreeMap<>();
        for (int i = 0; i < 40; i++) {
            List<Object> members = new ArrayList<>();
            for (int j = 0; j < 15; j++) {
                members.add("user" + random.nextInt(250));
            }
            groups.put("group" + i, members);
        }
        List<Object> entitlements = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            entitlements.add(new TreeMap<>(Map.of(
                    "group",
                    "group" + random.nextInt(36),
                    "object",
                    "table" + i % 60,
                    "privileges",
                    some("read", "write"))));
        }
        List<Object> grants = new ArrayList<>();
        for (int i = 0; i < 1500; i++) {
            grants.add(new TreeMap<>(Map.of(
                    "principal", "user" + random.nextInt(260),
                    "object", "table" + random.nextInt(60),
                    "privileges", some("read", "write", "grant"))));
        }
        return new TreeMap<>(Map.of("groups", groups, "entitlements", entitlements, "grants", grants));
    }

    private Object joins() {
        List<Object> glossary = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            glossary.add(new TreeMap<>(Map.of("name", "term" + i, "sensitivity", pick("low", "low", "high"))));
        }
        List<Object> people = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            people.add(new TreeMap<>(Map.of("id", "p" + i, "mail", "p" + i + "@example.org", "active", chance(0.8))));
        }
        List<Object> models = new ArrayList<>();
        List<Object> columns = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            models.add(new TreeMap<>(Map.of(
                    "name", "m" + i, "owner", "p" + random.nextInt(170), "domain", DOMAINS.get(i % DOMAINS.size()))));
            for (int j = 0; j < 5; j++) {
                columns.add(new TreeMap<>(
                        Map.of("id", "m" + i + "." + j, "model", "m" + i, "term", "term" + random.nextInt(230))));
            }
        }
        List<Object> names = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            names.add("n" + random.nextInt(2000));
        }
        Map<String, Object> all = new TreeMap<>();
        all.put("glossary", glossary);
        all.put("people", people);
        all.put("models", models);
        all.put("columns", columns);
        all.put("domains", DOMAINS);
        all.put("names", names);
        return all;
    }

    private Object nested() {
        List<Object> products = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            List<Object> ports = new ArrayList<>();
            for (int j = 0; j < 1 + i % 3; j++) {
                List<Object> contracts = new ArrayList<>();
                for (int k = 0; k < 2; k++) {
                    Map<String, Object> columns = new TreeMap<>();
                    for (int l = 0; l < 12; l++) {
                        columns.put(
                                word() + l,
                                new TreeMap<>(Map.of(
                                        "type",
                                        pick("string", "integer", "date", "decimal"),
                                        "description",
                                        chance(0.995) ? word() + " " + word() : "")));
                    }
                    contracts.add(new TreeMap<>(Map.of("version", 1 + random.nextInt(4), "columns", columns)));
                }
                ports.add(new TreeMap<>(Map.of("name", "port" + j, "owner", word(), "contracts", contracts)));
            }
            products.add(
                    new TreeMap<>(Map.of("name", "product" + i, "status", pick("active", "draft"), "ports", ports)));
        }
        return Map.of("products", products);
    }

    private Object strings() {
        List<Object> people = new ArrayList<>();
        List<Object> paths = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            people.add(new TreeMap<>(Map.of(
                    "name", capital(word()) + " " + capital(word()) + (chance(0.2) ? " " + capital(word()) : ""),
                    "mail", word() + i + "@" + pick("Example.org", "example.com", "EXAMPLE.net"))));
            String stem = chance(0.9) ? word() + "_" + i : capital(word()) + " " + i;
            paths.add(pick("models", "seeds", "macros", "tests") + "/" + word() + "/" + stem
                    + pick(".sql", ".yml", ".csv"));
        }
        return new TreeMap<>(Map.of("people", people, "paths", paths, "base", "https://example.org"));
    }

    private Object objects() {
        Map<String, Object> folders = new TreeMap<>();
        for (int i = 0; i < 25; i++) {
            folders.put("folder" + i, config(0.4));
        }
        List<Object> models = new ArrayList<>();
        for (int i = 0; i < 700; i++) {
            Map<String, Object> meta = new TreeMap<>();
            if (chance(0.9)) {
                meta.put("owner", "team" + random.nextInt(30));
            }
            if (chance(0.5)) {
                meta.put("tier", random.nextInt(4));
            }
            models.add(new TreeMap<>(Map.of(
                    "name", "m" + i, "folder", "folder" + random.nextInt(28), "config", config(0.3), "meta", meta)));
        }
        return new TreeMap<>(Map.of("folders", folders, "models", models, "defaults", config(0.8)));
    }

    private Map<String, Object> config(double each) {
        Map<String, Object> config = new TreeMap<>();
        for (String key : List.of("materialized", "format", "tags", "retention", "schema")) {
            if (chance(each)) {
                config.put(
                        key,
                        switch (key) {
                            case "materialized" -> pick("table", "view", "incremental");
                            case "format" -> pick("parquet", "orc", "iceberg");
                            case "tags" -> some("daily", "pii", "core");
                            case "retention" -> 30 * random.nextInt(12);
                            default -> pick("public", "private", "staging");
                        });
            }
        }
        return config;
    }

    private Object clauses() {
        Map<String, Object> findings = new TreeMap<>();
        for (int i = 0; i < 200; i++) {
            List<Object> all = new ArrayList<>();
            for (int j = 0; j < random.nextInt(16); j++) {
                all.add(new TreeMap<>(Map.of(
                        "id", i * 100 + j,
                        "principle",
                                pick(
                                        "discoverable",
                                        "addressable",
                                        "trustworthy",
                                        "self-describing",
                                        "secure",
                                        "interoperable"),
                        "severity", pick("error", "warning", "info"))));
            }
            findings.put("product" + i, all);
        }
        return Map.of("findings", findings);
    }

    private Object lineage() {
        Map<String, Object> nodes = new TreeMap<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            String layer = i < 120 ? "source" : i < 300 ? "staging" : i < 480 ? "intermediate" : "mart";
            List<Object> parents = new ArrayList<>();
            for (int j = 0; i >= 120 && j < 3; j++) {
                parents.add(names.get(Math.max(0, i - 150 + random.nextInt(150)) % i));
            }
            names.add(layer + "_" + i);
            nodes.put(
                    layer + "_" + i,
                    new TreeMap<>(Map.of(
                            "depends_on",
                            parents,
                            "layer",
                            layer,
                            "owner",
                            "team" + random.nextInt(12),
                            "tags",
                            chance(0.04) ? List.of("daily", "pii") : List.of("daily"))));
        }
        return Map.of("nodes", nodes);
    }

    private Object replaced() {
        List<Object> requests = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            requests.add(new TreeMap<>(Map.of(
                    "id",
                    i,
                    "action",
                    pick("read", "write"),
                    "team",
                    "t" + random.nextInt(9),
                    "role",
                    pick("admin", "analyst", "reader", "editor", "guest"))));
        }
        return Map.of("requests", requests);
    }

    private Object figures() {
        List<Object> costs = new ArrayList<>();
        for (int i = 0; i < 1500; i++) {
            int month = 1 + random.nextInt(12);
            costs.add(new TreeMap<>(Map.of(
                    "id",
                    i,
                    "domain",
                    DOMAINS.get(random.nextInt(DOMAINS.size())),
                    "month",
                    (month < 10 ? "0" : "") + month,
                    "amount",
                    random.nextInt(1000))));
        }
        Map<String, Object> budgets = new TreeMap<>();
        DOMAINS.forEach(domain -> budgets.put(domain, 80_000 + random.nextInt(30_000)));
        return new TreeMap<>(Map.of("costs", costs, "budgets", budgets));
    }

    private Object contract() {
        List<Object> schemas = new ArrayList<>();
        Map<String, Object> models = new TreeMap<>();
        for (int i = 0; i < 80; i++) {
            List<Object> properties = new ArrayList<>();
            Map<String, Object> columns = new TreeMap<>();
            for (int j = 0; j < 20; j++) {
                String name = word() + "_" + j;
                if (chance(0.95)) {
                    columns.put(name, Map.of("type", pick("VARCHAR", "bigint", "date", "decimal", "timestamp")));
                }
                if (chance(0.95)) {
                    properties.add(new TreeMap<>(Map.of(
                            "name",
                            name,
                            "logicalType",
                            pick("string", "integer", "date", "number", "timestamp"),
                            "primaryKey",
                            j == 0,
                            "description",
                            pick("what it is", "why it is", " ", "todo", "how it came"))));
                }
            }
            schemas.add(new TreeMap<>(Map.of("name", "table" + i, "properties", properties, "description", word())));
            models.put("table" + i, Map.of("columns", columns));
        }
        return new TreeMap<>(Map.of("contract", Map.of("schema", schemas), "models", models));
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private List<Object> some(String... choices) {
        List<Object> chosen = new ArrayList<>(List.of(choices));
        Collections.shuffle(chosen, random);
        return chosen.subList(0, 1 + random.nextInt(choices.length));
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private static String json(Object value) {
        StringBuilder out = new StringBuilder();
        json(value, out);
        return out.toString();
    }

    private static void json(Object value, StringBuilder out) {
        if (value instanceof Map<?, ?> map) {
            String separator = "{";
            for (Map.Entry<?, ?> entry : new TreeMap<>(map).entrySet()) {
                out.append(separator);
                json(entry.getKey(), out);
                out.append(": ");
                json(entry.getValue(), out);
                separator = ", ";
            }
            out.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof Collection<?> list) {
            String separator = "[";
            for (Object item : list) {
                out.append(separator);
                json(item, out);
                separator = ", ";
            }
            out.append(list.isEmpty() ? "[]" : "]");
        } else if (value instanceof String text) {
            out.append('"')
                    .append(text.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        } else {
            out.append(value);
        }
    }
}
