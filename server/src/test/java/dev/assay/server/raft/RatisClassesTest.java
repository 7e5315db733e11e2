package dev.assay.server.raft;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.server.storage.RaftStorage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.File;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The classes of ours that stand in the place of Ratis' own. */
class RatisClassesTest {

    /** Members that only Ratis' own class uses. */
    private static final List<String> INNER = List.of(
            "fileChannelForce",
            "flushBuffer",
            "atomicWrite",
            "getValue",
            "getTerm",
            "getVotedFor",
            "load",
            "isAlive");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.apache.ratis.server.raftlog.segmented.BufferedWriteChannel",
                "org.apache.ratis.server.raftlog.segmented.SegmentedRaftLogWorker",
                "org.apache.ratis.server.storage.RaftStorageMetadataFileImpl",
                "org.apache.ratis.util.AwaitToRun"
            })
    void ours_comes_first_and_has_what_ratis_calls(String name) throws Exception {
        Class<?> ours = Class.forName(name, false, RaftStorage.class.getClassLoader());
        assertThat(home(ours)).isNotEqualTo(home(RaftServerConfigKeys.class));
        try (URLClassLoader ratis = new URLClassLoader(without(ours), null)) {
            assertThat(methods(ours)).containsAll(methods(ratis.loadClass(name)));
        }
    }

    private static String home(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation().getPath();
    }

    private static URL[] without(Class<?> ours) throws Exception {
        String home = new File(home(ours)).getCanonicalPath();
        List<URL> others = new ArrayList<>();
        for (URL url : classPath()) {
            if (!new File(url.getPath()).getCanonicalPath().equals(home)) {
                others.add(url);
            }
        }
        return others.toArray(URL[]::new);
    }

    private static URL[] classPath() throws Exception {
        List<URL> found = new ArrayList<>();
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator)) {
            found.add(URI.create("file:" + new File(part).getAbsolutePath()
                            + (new File(part).isDirectory() ? "/" : ""))
                    .toURL());
        }
        return found.toArray(URL[]::new);
    }

    /** Names with the names of what they take and give, without what is private or made up. */
    private static List<String> methods(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> !method.isSynthetic()
                        && !Modifier.isPrivate(method.getModifiers())
                        && !INNER.contains(method.getName()))
                .map(method -> method.getName()
                        + Arrays.stream(method.getParameterTypes())
                                .map(Class::getName)
                                .toList()
                        + method.getReturnType().getName())
                .sorted()
                .toList();
    }
}
