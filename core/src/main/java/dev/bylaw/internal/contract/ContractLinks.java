package dev.bylaw.internal.contract;

import dev.bylaw.internal.dbt.DbtNode;
import dev.bylaw.internal.dbt.DbtProject;
import dev.bylaw.internal.dbt.ResourceType;
import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Location;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which model of dbt a table of a contract describes. In this order: the model says so ({@code meta.data_contract} holds the
 * id of the contract), the table says so (a custom property {@code dbtModel}), or the table's {@code physicalName} or
 * {@code name} is the alias or the name of a model. Names are compared in any case. Where several models fit, none is
 * linked and a notice says so. Stateless.
 */
public final class ContractLinks {
    private static final Set<String> MODEL_PROPERTIES = Set.of("dbtModel", "dbt_model", "dbt.model");
    private static final String META = "data_contract";
    private static final String NO_MODEL = "no model has this name";
    private static final String UNKNOWN_NAMES = ", and the names of some models in the warehouse are not known";

    private final List<DbtNode> models = new ArrayList<>();
    private final Diagnostics diagnostics;
    private final List<Link> links = new ArrayList<>();
    private final Map<String, String> unlinked = new LinkedHashMap<>();
    private final Map<String, String> undecided = new LinkedHashMap<>();

    private ContractLinks(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** How a link was found. */
    public enum Means {
        /** The model names the contract in its meta. */
        MODEL_META,
        /** The table names the model in a custom property. */
        CUSTOM_PROPERTY,
        /** The names are the same. */
        NAME
    }

    /**
     * A link.
     *
     * @param contract the key of the contract
     * @param table the index of the table in its schema
     * @param model the unique id of the model, seed or snapshot
     * @param means how it was found
     */
    public record Link(String contract, int table, String model, Means means) {}

    /**
     * All links.
     *
     * @param links the links, in order of the contracts
     * @param unlinked the tables without a model, as contract key and pointer, each with the reason
     * @param undecided of these the ones that may have a model, each with the reason
     */
    public record Linked(List<Link> links, Map<String, String> unlinked, Map<String, String> undecided) {
        /** Copies the collections. */
        public Linked {
            links = List.copyOf(links);
            unlinked = Collections.unmodifiableMap(new LinkedHashMap<>(unlinked));
            undecided = Collections.unmodifiableMap(new LinkedHashMap<>(undecided));
        }
    }

    /**
     * Links the tables of contracts with the models of projects, of each project its own.
     *
     * @param contracts the contracts
     * @param projects the projects
     * @param diagnostics where ambiguities are noted
     * @return the links
     */
    public static Linked link(Contracts contracts, List<DbtProject> projects, Diagnostics diagnostics) {
        ContractLinks linking = new ContractLinks(diagnostics);
        for (DbtProject project : projects) {
            for (DbtNode node : project.nodes()) {
                boolean isTable = node.type() == ResourceType.MODEL
                        || node.type() == ResourceType.SEED
                        || node.type() == ResourceType.SNAPSHOT;
                if (isTable && node.packageName().equals(project.name())) {
                    linking.models.add(node);
                }
            }
        }
        contracts.contracts().forEach(linking::link);
        return new Linked(linking.links, linking.unlinked, linking.undecided);
    }

    private void link(Contract contract) {
        List<Tree> tables = Trees.sequence(contract.document(), "schema")
                .map(Tree.Sequence::items)
                .orElse(List.of());
        List<DbtNode> naming =
                models.stream().filter(model -> names(model, contract.key())).toList();
        for (int i = 0; i < tables.size(); i++) {
            if (tables.get(i) instanceof Tree.Mapping table) {
                link(contract, table, i, tables.size() == 1, naming);
            }
        }
    }

    /** Whether the meta of a model names a contract: by its id, or as one of several. */
    private static boolean names(DbtNode model, String id) {
        Optional<Tree> stated = Trees.mapping(model.config(), "meta").flatMap(meta -> meta.get(META));
        if (stated.isEmpty()) {
            return false;
        }
        List<String> ids = stated.get() instanceof Tree.Sequence list
                ? Trees.texts(list)
                : Trees.text(stated.get()).stream().toList();
        return ids.stream().anyMatch(text -> text.equalsIgnoreCase(id));
    }

    private void link(Contract contract, Tree.Mapping table, int index, boolean only, List<DbtNode> naming) {
        Set<String> own = names(table);
        List<DbtNode> byMeta = only
                ? naming
                : naming.stream()
                        .filter(model -> own.stream().anyMatch(names(model)::contains))
                        .toList();
        if (only && byMeta.size() > 1) {
            List<DbtNode> same = byMeta.stream()
                    .filter(model -> own.stream().anyMatch(names(model)::contains))
                    .toList();
            byMeta = same.isEmpty() ? byMeta : same;
        }
        if (add(contract, table, index, byMeta, Means.MODEL_META)) {
            return;
        }
        List<DbtNode> byProperty = byProperty(contract, table, only);
        if (add(contract, table, index, byProperty, Means.CUSTOM_PROPERTY)) {
            return;
        }
        List<DbtNode> byName = models.stream()
                .filter(model -> own.stream().anyMatch(names(model)::contains))
                .toList();
        if (!add(contract, table, index, byName, Means.NAME)) {
            String place = contract.key() + "#/schema/" + index;
            boolean unknown = models.stream().anyMatch(model -> model.alias().isEmpty());
            unlinked.put(place, unknown ? NO_MODEL + UNKNOWN_NAMES : NO_MODEL);
            if (unknown) {
                undecided.put(place, NO_MODEL + UNKNOWN_NAMES);
            }
        }
    }

    private List<DbtNode> byProperty(Contract contract, Tree.Mapping table, boolean only) {
        Set<String> stated = new TreeSet<>();
        stated(table, stated);
        if (only) {
            stated(contract.document(), stated);
        }
        return models.stream()
                .filter(model -> stated.contains(lower(model.name())) || stated.contains(lower(model.uniqueId())))
                .toList();
    }

    private static void stated(Tree.Mapping owner, Set<String> stated) {
        Trees.mapping(owner, "customProperties")
                .ifPresent(properties -> MODEL_PROPERTIES.forEach(
                        key -> Trees.text(properties, key).ifPresent(text -> stated.add(lower(text)))));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** The names of a table; of a qualified name the last part. */
    private static Set<String> names(Tree.Mapping table) {
        Set<String> names = new TreeSet<>();
        for (String key : List.of("physicalName", "name")) {
            Trees.text(table, key).ifPresent(text -> {
                String plain = text.replace("\"", "").replace("`", "");
                names.add(lower(plain.substring(plain.lastIndexOf('.') + 1)));
                // Some projects have names with dots in them.
                names.add(lower(plain));
            });
        }
        names.remove("");
        return names;
    }

    private static Set<String> names(DbtNode model) {
        Set<String> names = new TreeSet<>();
        names.add(lower(model.name()));
        model.alias().ifPresent(alias -> names.add(lower(alias)));
        return names;
    }

    /** Adds the link to the only model that fits; says so if several do. Whether any fits. */
    private boolean add(Contract contract, Tree.Mapping table, int index, List<DbtNode> fitting, Means means) {
        if (fitting.isEmpty()) {
            return false;
        }
        if (fitting.size() == 1) {
            links.add(new Link(contract.key(), index, fitting.get(0).uniqueId(), means));
            return true;
        }
        List<String> ids = fitting.stream().map(DbtNode::uniqueId).sorted().toList();
        diagnostics.notice(
                table.get("name")
                        .map(name -> Trees.place(name, contract.location()))
                        .orElse(Location.startOf(contract.location().file())),
                "ambiguous-contract-link",
                "several models fit this table, so none is linked: " + String.join(", ", ids)
                        + "; set meta.data_contract on one of them");
        String reason = "several models fit: " + String.join(", ", ids);
        unlinked.put(contract.key() + "#/schema/" + index, reason);
        undecided.put(contract.key() + "#/schema/" + index, reason);
        return true;
    }
}
