package dev.assay.server.security;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslHandler;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * TLS for all doors of a node. It shows its certificate to clients and to other nodes; of another
 * node it asks for one that its authority has signed, whatever name is in it: names and addresses
 * of members may change. So the authority must sign nodes only. Clients show no certificate.
 */
public final class Tls {

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
    private static final char[] NO_PASSWORD = {};

    private final KeyManager keyManager;
    private final TrustManager trustManager;
    private final SSLContext context;

    private Tls(KeyManager keyManager, TrustManager trustManager, SSLContext context) {
        this.keyManager = keyManager;
        this.trustManager = trustManager;
        this.context = context;
    }

    /**
     * Reads PEM files.
     *
     * @param certificate the node's, with those between it and the authority
     * @param key its private key, PKCS#8, without a password
     * @param authority what signs the nodes' certificates
     * @throws IOException if one cannot be read, or key and certificate do not go together
     */
    public static Tls load(Path certificate, Path key, Path authority) throws IOException {
        List<X509Certificate> chain = Pem.certificates(certificate);
        List<X509Certificate> trusted = Pem.certificates(authority);
        try {
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, NO_PASSWORD);
            own.setKeyEntry(
                    "node", Pem.key(key), NO_PASSWORD, chain.toArray(X509Certificate[]::new));
            KeyManagerFactory keys =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, NO_PASSWORD);
            KeyStore authorities = KeyStore.getInstance("PKCS12");
            authorities.load(null, NO_PASSWORD);
            for (int i = 0; i < trusted.size(); i++) {
                authorities.setCertificateEntry("authority" + i, trusted.get(i));
            }
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(authorities);
            KeyManager keyManager = keys.getKeyManagers()[0];
            TrustManager trustManager =
                    new ByAuthority((X509TrustManager) trust.getTrustManagers()[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {keyManager}, new TrustManager[] {trustManager}, null);
            return new Tls(keyManager, trustManager, context);
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    "cannot use " + certificate + " and " + key + ": " + e.getMessage(), e);
        }
    }

    /** For a connection that was accepted. */
    public SslHandler accepted(ByteBufAllocator allocator) {
        return context(false).newHandler(allocator);
    }

    /** For a connection to another node. */
    public SslHandler toNode(ByteBufAllocator allocator) {
        return context(true).newHandler(allocator);
    }

    private JdkSslContext context(boolean client) {
        return new JdkSslContext(
                context,
                client,
                null,
                IdentityCipherSuiteFilter.INSTANCE,
                ApplicationProtocolConfig.DISABLED,
                ClientAuth.NONE,
                PROTOCOLS,
                false);
    }

    /** For the JDK's own clients. */
    public SSLContext context() {
        return context;
    }

    public KeyManager keyManager() {
        return keyManager;
    }

    public TrustManager trustManager() {
        return trustManager;
    }

    /** Looks at who signed, and not at the name: the engine would compare that. */
    private static final class ByAuthority extends X509ExtendedTrustManager {

        private final X509TrustManager authority;

        ByAuthority(X509TrustManager authority) {
            this.authority = authority;
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            authority.checkClientTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            authority.checkServerTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            authority.checkClientTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            authority.checkServerTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type)
                throws CertificateException {
            authority.checkClientTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type)
                throws CertificateException {
            authority.checkServerTrusted(chain, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return authority.getAcceptedIssuers();
        }
    }
}
