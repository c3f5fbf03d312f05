package dev.bylaw.rules.test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes the files of a {@link DataProduct}. Used once. */
final class ProductWriter {
    private static final String PROJECT = "shop";
    private static final String SOURCE = "raw";

    private final List<Drafts.Source> sources;
    private final List<Drafts.Model> models;
    private final boolean backwards;
    private final DataProduct.View view;
    private final List<DataProduct.Place> places = new ArrayList<>();
    private final StringBuilder yaml = new StringBuilder();

    ProductWriter(List<Drafts.Source> sources, List<Drafts.Model> models, boolean backwards, DataProduct.View view) {
        this.sources = sources;
        this.models = models;
        this.backwards = backwards;
        this.view = view;
    }

    /** {@return the places that were written, in their order} */
    List<DataProduct.Place> places() {
        return List.copyOf(places);
    }

    /** {@return a text in YAML} */
    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    SortedMap<String, String> files(
            Optional<Drafts.Contract> contract, Optional<String> adapter, DataProduct.Dependency further) {
        SortedMap<String, String> files = new TreeMap<>();
        files.put("dbt_project.yml", "name: " + PROJECT + "\nversion: 1.0.0\nconfig-version: 2\nprofile: shop\n");
        adapter.ifPresent(type ->
                files.put("profiles.yml", "shop:\n  target: dev\n  outputs:\n    dev:\n      type: " + type + "\n"));
        if (further != DataProduct.Dependency.NONE) {
            files.put("packages.yml", "packages:\n  - package: acme/further\n    version: 1.0.0\n");
        }
        if (further == DataProduct.Dependency.INSTALLED) {
            files.put("dbt_packages/further/dbt_project.yml", "name: further\nversion: 1.0.0\nconfig-version: 2\n");
            files.put("dbt_packages/further/models/further_model.sql", "select 1 as id\n");
        }
        for (int i = 0; i < models.size(); i++) {
            files.put(path(models.get(i)) + ".sql", sql(i));
        }
        for (Drafts.Model model : models) {
            files.put(path(model) + ".yml", properties(model));
        }
        if (!sources.isEmpty()) {
            files.put("models/sources.yml", properties());
        }
        contract.ifPresent(promise -> files.put("contracts/contract.odcs.yaml", contract(promise)));
        return files;
    }

    private static String path(Drafts.Model model) {
        return "models/" + (model.folder().isEmpty() ? "" : model.folder() + "/") + model.name();
    }

    /** The columns of what a model reads; those that it takes over with a star are its own. */
    private List<String> columns(int index) {
        Drafts.Model model = models.get(index);
        List<String> names = new ArrayList<>();
        if (model.star()) {
            names.addAll(readColumns(index));
        }
        model.columns().stream()
                .map(Drafts.Column::name)
                .filter(name -> !names.contains(name))
                .forEach(names::add);
        return names;
    }

    private int relation(int index) {
        return Math.floorMod(models.get(index).from(), Math.max(1, sources.size() + index));
    }

    private List<String> readColumns(int index) {
        if (sources.size() + index == 0) {
            return List.of();
        }
        int relation = relation(index);
        return relation < sources.size()
                ? sources.get(relation).columns().stream()
                        .map(Drafts.Column::name)
                        .distinct()
                        .toList()
                : columns(relation - sources.size());
    }

    private String sql(int index) {
        Drafts.Model model = models.get(index);
        List<String> read = readColumns(index);
        List<String> items = new ArrayList<>();
        List<String> taken = model.star() ? read : List.of();
        if (!taken.isEmpty()) {
            items.add("*");
        }
        for (Drafts.Column column : distinct(model.columns()).values()) {
            if (!taken.contains(column.name())) {
                String from = read.isEmpty() ? "1" : name(read.get(Math.floorMod(column.from(), read.size())));
                items.add(column.shape().sql(from) + " as " + name(column.name()));
            }
        }
        if (items.isEmpty()) {
            items.add("1 as id");
        }
        String select = "select\n    " + String.join(",\n    ", items);
        if (read.isEmpty()) {
            return select + "\n";
        }
        int relation = relation(index);
        String from = relation < sources.size()
                ? "source('" + SOURCE + "', '" + sources.get(relation).name() + "')"
                : "ref('" + models.get(relation - sources.size()).name() + "')";
        return select + "\nfrom {{ " + from + " }}\n";
    }

    private static String name(String column) {
        return column.matches("[a-z_][a-z0-9_]*") && !column.matches("from|select|date|order|group|by|as")
                ? column
                : '"' + column + '"';
    }

    private static Map<String, Drafts.Column> distinct(List<Drafts.Column> columns) {
        Map<String, Drafts.Column> distinct = new LinkedHashMap<>();
        columns.forEach(column -> distinct.putIfAbsent(column.name(), column));
        return distinct;
    }

    private <T> List<T> ordered(List<T> list) {
        List<T> ordered = new ArrayList<>(list);
        if (backwards) {
            Collections.reverse(ordered);
        }
        return ordered;
    }

    private String properties(Drafts.Model model) {
        String id = "model." + PROJECT + "." + model.name();
        yaml.setLength(0);
        yaml.append("models:\n  - name: ").append(model.name()).append('\n');
        model.description()
                .ifPresent(text ->
                        yaml.append("    description: ").append(quoted(text)).append('\n'));
        yaml.append("    config:\n      contract: {enforced: ")
                .append(model.enforced() && isFullyTyped(model))
                .append("}\n");
        model.config()
                .forEach((key, value) ->
                        value("      ", key, value, new DataProduct.Place(id, List.of("config/" + key))));
        if (!model.grantees().isEmpty()) {
            yaml.append("      grants:\n");
            items("        ", "select", model.grantees(), new DataProduct.Place(id, List.of("config/grants")));
        }
        items("      ", "tags", model.tags(), new DataProduct.Place(id, List.of("config/tags", "tags")));
        meta("      ", model.meta(), id, List.of("config/meta/", "meta/"));
        columns("    ", distinct(model.columns()), id);
        return yaml.toString();
    }

    /** Only such a model can have an enforced contract. */
    private static boolean isFullyTyped(Drafts.Model model) {
        return !model.star()
                && model.columns().stream()
                        .allMatch(column -> column.declared() && column.type().isPresent());
    }

    private String properties() {
        yaml.setLength(0);
        yaml.append("sources:\n  - name: ").append(SOURCE).append("\n    tables:\n");
        for (Drafts.Source source : ordered(sources)) {
            yaml.append("      - name: ").append(source.name()).append('\n');
            columns("        ", distinct(source.columns()), "source." + PROJECT + "." + SOURCE + "." + source.name());
        }
        return yaml.toString();
    }

    private void columns(String indent, Map<String, Drafts.Column> columns, String id) {
        List<Drafts.Column> declared =
                columns.values().stream().filter(Drafts.Column::declared).toList();
        if (declared.isEmpty()) {
            return;
        }
        yaml.append(indent).append("columns:\n");
        String inner = indent + "    ";
        // Places are counted in one order, whatever the order of the text.
        Map<Drafts.Column, String> texts = new LinkedHashMap<>();
        String before = yaml.toString();
        for (Drafts.Column column : declared) {
            yaml.setLength(0);
            yaml.append(indent)
                    .append("  - name: ")
                    .append(quoted(column.name()))
                    .append('\n');
            column.description()
                    .ifPresent(text -> yaml.append(inner)
                            .append("description: ")
                            .append(quoted(text))
                            .append('\n'));
            column.type()
                    .ifPresent(type -> yaml.append(inner)
                            .append("data_type: ")
                            .append(type)
                            .append('\n'));
            if (!column.tests().isEmpty()) {
                yaml.append(inner).append("data_tests: ").append(column.tests()).append('\n');
            }
            String at = "columns/" + column.name() + "/";
            items(inner, "tags", column.tags(), new DataProduct.Place(id, List.of(at + "tags", at + "config/tags")));
            meta(inner, column.meta(), id, List.of(at + "meta/", at + "config/meta/"));
            texts.put(column, yaml.toString());
        }
        yaml.setLength(0);
        yaml.append(before);
        ordered(declared).forEach(column -> yaml.append(texts.get(column)));
    }

    private void meta(String indent, Map<String, String> meta, String id, List<String> pointers) {
        if (meta.isEmpty()) {
            return;
        }
        yaml.append(indent).append("meta:\n");
        int start = yaml.length();
        meta.forEach((key, value) -> value(
                indent + "  ",
                key,
                value,
                new DataProduct.Place(
                        id, pointers.stream().map(pointer -> pointer + key).toList())));
        if (yaml.length() == start) {
            yaml.insert(start - 1, " {}");
        }
    }

    private void value(String indent, String key, String value, DataProduct.Place place) {
        places.add(place);
        view.write(places.size() - 1, value)
                .ifPresent(text -> yaml.append(indent)
                        .append(quoted(key))
                        .append(": ")
                        .append(text)
                        .append('\n'));
    }

    private void items(String indent, String key, List<String> items, DataProduct.Place place) {
        if (items.isEmpty()) {
            return;
        }
        List<String> written = new ArrayList<>();
        for (String item : items) {
            places.add(place);
            view.write(places.size() - 1, item).ifPresent(written::add);
        }
        yaml.append(indent)
                .append(key)
                .append(": [")
                .append(String.join(", ", written))
                .append("]\n");
    }

    private String contract(Drafts.Contract contract) {
        int index = Math.floorMod(contract.model(), models.size());
        StringBuilder text =
                new StringBuilder("apiVersion: v3.1.0\nkind: DataContract\nid: shop-contract\nversion: 1.0.0\n");
        text.append("status: ").append(contract.status()).append('\n');
        contract.owner()
                .ifPresent(owner ->
                        text.append("team:\n  name: ").append(quoted(owner)).append('\n'));
        if (!contract.roles().isEmpty()) {
            text.append("roles:\n");
            contract.roles()
                    .forEach(role ->
                            text.append("  - role: ").append(quoted(role)).append("\n    access: read\n"));
        }
        text.append("schema:\n  - name: ").append(models.get(index).name()).append("\n    properties:\n");
        List<String> columns = columns(index);
        List<String> named = columns.isEmpty() ? List.of("id") : columns;
        text.append(named.subList(0, contract.complete() ? named.size() : 1).stream()
                .map(name -> "      - name: " + quoted(name) + "\n        logicalType: string\n")
                .collect(Collectors.joining()));
        contract.classification()
                .ifPresent(value -> text.append("        classification: ")
                        .append(quoted(value))
                        .append('\n'));
        return text.toString();
    }
}
