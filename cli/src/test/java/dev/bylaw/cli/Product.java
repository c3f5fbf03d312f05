package dev.bylaw.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a small dbt project for a test. */
final class Product {
    private final Path folder;

    Product(Path folder) {
        this.folder = folder;
        file("dbt_project.yml", "name: shop\nversion: '1.0'\nprofile: shop\nmodel-paths: [models]\n");
        file("profiles.yml", """
                shop:
                  target: dev
                  outputs:
                    dev:
                      type: athena
                      schema: shop
                """);
        file("models/orders.sql", "select 1 as order_id, 'a' as email\n");
    }

    Path folder() {
        return folder;
    }

    Product file(String path, String text) {
        return bytes(path, text.getBytes(StandardCharsets.UTF_8));
    }

    Product bytes(String path, byte[] bytes) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
