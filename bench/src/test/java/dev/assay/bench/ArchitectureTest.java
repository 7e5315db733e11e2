package dev.assay.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

class ArchitectureTest {
    private static final int CLASSES_AT_LEAST = 25;

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.assay.bench");

    @Test
    void the_rules_see_the_module() {
        assertThat(CLASSES).hasSizeGreaterThan(CLASSES_AT_LEAST);
    }

    @Test
    void packages_have_no_cycles() {
        slices().matching("dev.assay.bench.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void bench_knows_neither_chaos_nor_the_server() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.assay.chaos..", "dev.assay.server..")
                .check(CLASSES);
    }

    @Test
    void generators_and_pacers_are_pure() {
        noClasses()
                .that()
                .resideInAPackage("dev.assay.bench.generator")
                .or()
                .haveSimpleName("Pacer")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.net..",
                        "java.io..",
                        "java.nio.file..",
                        "java.nio.channels..",
                        "java.time..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.Thread")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(CLASSES);
    }

    @Test
    void nobody_prints_or_exits() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .check(CLASSES);
    }

    @Test
    void every_package_says_what_it_is() throws Exception {
        try (Stream<Path> folders = Files.walk(Path.of("src/main/java/dev/assay/bench"))) {
            List<Path> silent = folders.filter(Files::isDirectory)
                    .filter(folder ->
                            hasJava(folder) && !Files.exists(folder.resolve("package-info.java")))
                    .toList();
            assertThat(silent).isEmpty();
        }
    }

    private static boolean hasJava(Path folder) {
        String[] files = folder.toFile().list((f, name) -> name.endsWith(".java"));
        return files != null && files.length > 0;
    }
}
