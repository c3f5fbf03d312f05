package dev.bylaw.internal.dbt.render;

import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.workspace.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A dbt project in a folder, read just well enough to render its models. */
final class ProjectFolder {
    private final Path root;
    private final Map<String, Object> project;
    private String adapter = "unknown";

    ProjectFolder(Path root) {
        this.root = root;
        this.project = yaml(root.resolve("dbt_project.yml"));
    }

    String name() {
        return (String) project.get("name");
    }

    /** {@return the adapter of the profile, once the templates are made} */
    String adapter() {
        return adapter;
    }

    /** {@return the models, each with its file} */
    List<SourceFile> models() {
        return files(paths("model-paths", "models"), ".sql");
    }

    /** {@return templates of the project with the packages that lie in its folder} */
    TemplatesBuilder templates() {
        TemplatesBuilder builder = new TemplatesBuilder(name());
        builder.project(name(), macros(), mapping("vars"));
        for (String path : paths("macro-paths", "macros")) {
            if (!Files.isDirectory(root.resolve(path))) {
                builder.incomplete("the macro path " + path + " is not here");
            }
        }
        packages(builder);
        if (project.get("dispatch") instanceof List<?> entries) {
            for (Object entry : entries) {
                Map<?, ?> one = (Map<?, ?>) entry;
                List<String> order = ((List<?>) one.get("search_order"))
                        .stream().map(String::valueOf).toList();
                builder.dispatch((String) one.get("macro_namespace"), order);
            }
        }
        profile(builder);
        return builder;
    }

    private List<SourceFile> macros() {
        List<SourceFile> macros = new ArrayList<>(files(paths("macro-paths", "macros"), ".sql"));
        for (String path : paths("test-paths", "tests")) {
            macros.addAll(files(List.of(path + "/generic"), ".sql"));
        }
        return macros;
    }

    private void packages(TemplatesBuilder builder) {
        Path installed = root.resolve("dbt_packages");
        if (Files.isDirectory(installed)) {
            try (Stream<Path> folders = Files.list(installed)) {
                folders.filter(folder -> Files.exists(folder.resolve("dbt_project.yml")))
                        .sorted()
                        .forEach(folder -> {
                            ProjectFolder one = new ProjectFolder(folder);
                            builder.project(one.name(), one.macros(), one.mapping("vars"));
                        });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return;
        }
        for (String file : List.of("packages.yml", "dependencies.yml")) {
            if (Files.exists(root.resolve(file))
                    && yaml(root.resolve(file)).get("packages") instanceof List<?> declared) {
                for (Object one : declared) {
                    String name =
                            String.valueOf(((Map<?, ?>) one).values().iterator().next());
                    builder.missingPackage(name.replaceFirst(".*[/:]", "")
                            .replaceFirst("^dbt-", "")
                            .replace('-', '_')
                            .replace(".git", ""));
                }
            }
        }
    }

    private void profile(TemplatesBuilder builder) {
        Path profiles = root.resolve("profiles.yml");
        if (!Files.exists(profiles)) {
            return;
        }
        Object profile = yaml(profiles).get(project.get("profile"));
        if (profile instanceof Map<?, ?> one && one.get("outputs") instanceof Map<?, ?> outputs) {
            Object target = one.get("target");
            Object chosen = outputs.get(target);
            if (!(chosen instanceof Map<?, ?>)) {
                chosen = outputs.values().iterator().next();
            }
            if (chosen instanceof Map<?, ?> output && output.get("type") instanceof String type) {
                builder.adapter(type);
                adapter = type;
                Map<String, Tree.Entry> entries = new LinkedHashMap<>();
                entries.put("name", entry(String.valueOf(target)));
                entries.put("type", entry(type));
                builder.target(new Tree.Mapping(entries, Optional.of("it stands in the profile"), Origin.DEFAULT));
            }
        }
    }

    private static Tree.Entry entry(Object value) {
        return new Tree.Entry(Optional.empty(), tree(value));
    }

    private List<String> paths(String key, String fallback) {
        return project.get(key) instanceof List<?> paths
                ? paths.stream().map(String::valueOf).toList()
                : List.of(fallback);
    }

    private List<SourceFile> files(List<String> folders, String extension) {
        List<SourceFile> files = new ArrayList<>();
        for (String folder : folders) {
            Path start = root.resolve(folder).normalize();
            if (!Files.isDirectory(start) || !start.startsWith(root)) {
                continue;
            }
            try (Stream<Path> walked = Files.walk(start)) {
                walked.filter(path -> path.toString().endsWith(extension))
                        .sorted()
                        .forEach(path -> files.add(read(path)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    private SourceFile read(Path path) {
        try {
            return new SourceFile(root.relativize(path).toString(), Files.readString(path, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Tree.Mapping mapping(String key) {
        return project.get(key) == null
                ? new Tree.Mapping(Map.of(), Origin.DEFAULT)
                : (Tree.Mapping) tree(project.get(key));
    }

    @SuppressWarnings("unchecked") // A project file is a mapping.
    private static Map<String, Object> yaml(Path path) {
        try {
            Object loaded = new Yaml(new SafeConstructor(new LoaderOptions()))
                    .load(Files.readString(path, StandardCharsets.UTF_8));
            return loaded == null ? Map.of() : (Map<String, Object>) loaded;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return a tree without places} */
    static Tree tree(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Tree.Entry> entries = new LinkedHashMap<>();
            map.forEach((key, one) -> entries.put(String.valueOf(key), entry(one)));
            return new Tree.Mapping(entries, Origin.DEFAULT);
        }
        if (value instanceof List<?> list) {
            return new Tree.Sequence(list.stream().map(ProjectFolder::tree).toList(), Origin.DEFAULT);
        }
        if (value instanceof Integer number) {
            return new Tree.Scalar(number.longValue(), Origin.DEFAULT);
        }
        if (value == null || value instanceof Boolean || value instanceof String || value instanceof Long) {
            return new Tree.Scalar(value, Origin.DEFAULT);
        }
        return new Tree.Scalar(
                value instanceof Double number ? java.math.BigDecimal.valueOf(number) : value.toString(),
                Origin.DEFAULT);
    }
}
