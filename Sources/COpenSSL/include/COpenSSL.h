#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// TLS by the system's OpenSSL 3. Its own interface is made of macros, of stacks and of a queue of
// errors for each thread; here every pointer belongs to what it was asked of, and nothing of
// OpenSSL's headers passes this one. What is decided (versions, suites, names, how long something
// is valid) is decided in Swift.

// MARK: Certificates and keys

/// A chain of certificates, the owner's first, and the key of the first.
typedef struct copenssl_identity copenssl_identity;

typedef enum __attribute__((enum_extensibility(closed))) {
  COPENSSL_READ,
  COPENSSL_NO_CERTIFICATE,
  COPENSSL_BROKEN_CERTIFICATE,
  COPENSSL_NO_KEY,
  /// It is encrypted, and nobody is asked for a password here.
  COPENSSL_LOCKED_KEY,
  COPENSSL_BROKEN_KEY,
  /// The key is not that of the first certificate.
  COPENSSL_OTHER_KEY,
} copenssl_reading;

/// Reads PEM (RFC 7468). NULL unless `*reading` is COPENSSL_READ.
copenssl_identity *_Nullable copenssl_identity_read(
    const unsigned char *_Nullable certificates, size_t certificates_length,
    const unsigned char *_Nullable key, size_t key_length, copenssl_reading *_Nonnull reading);

/// A new key (EC P-256) and a certificate for it, signed by `issuer`, or by itself where that is
/// NULL. Times are seconds since 1970; extensions are lines as in OpenSSL's configuration files
/// (x509v3_config(5)). NULL where OpenSSL cannot make it.
copenssl_identity *_Nullable copenssl_identity_issue(
    const copenssl_identity *_Nullable issuer, const char *_Nonnull common_name,
    int64_t not_before, int64_t not_after, const char *_Nonnull extensions);

/// The chain as PEM, the owner's certificate first; `copenssl_free` frees it.
char *_Nullable copenssl_identity_certificates(const copenssl_identity *_Nonnull);
/// The key as PEM (PKCS #8, not encrypted); `copenssl_free` frees it.
char *_Nullable copenssl_identity_key(const copenssl_identity *_Nonnull);
void copenssl_identity_free(copenssl_identity *_Nullable);
void copenssl_free(char *_Nullable);

/// What a certificate says. `copenssl_certificate_clear` frees the texts.
typedef struct {
  /// A common name, else an organisation, else empty; UTF-8.
  char *_Nullable subject, *_Nullable issuer;
  /// DNS names and IP addresses of subjectAltName, each ended by LF.
  char *_Nullable names;
  /// Seconds since 1970.
  int64_t not_before, not_after;
  /// `EC`, `RSA`; good for ever.
  const char *_Nullable key;
  int key_bits;
} copenssl_certificate;

/// False where the chain has no such certificate.
bool copenssl_identity_certificate(
    const copenssl_identity *_Nonnull, size_t index, copenssl_certificate *_Nonnull);
void copenssl_certificate_clear(copenssl_certificate *_Nonnull);

// MARK: Contexts

/// What the sessions of one kind have in common. Any thread may use it.
typedef struct copenssl_context copenssl_context;

typedef struct {
  /// TLS 1.2's, in the order of preference, as OpenSSL names them, between colons.
  const char *_Nonnull suites;
  const char *_Nonnull groups;
  /// 2: TLS 1.2; 3: TLS 1.3.
  int oldest_version, latest_version;
  /// OpenSSL's own scale, 0 to 5: how short keys and how weak signatures may be.
  int security_level;
} copenssl_settings;

/// NULL where the identity is not good enough for these settings; `*words`, good for ever, says
/// why.
copenssl_context *_Nullable copenssl_server_context(
    copenssl_settings, const copenssl_identity *_Nonnull,
    const char *_Nullable *_Nonnull words);

/// - authorities: PEM; NULL: the system's roots (SSL_CERT_FILE and SSL_CERT_DIR are honoured).
/// - time: seconds since 1970 at which certificates are judged; 0: the clock.
/// - goes_on: with a server whose certificate fails, too.
copenssl_context *_Nullable copenssl_client_context(
    copenssl_settings, const unsigned char *_Nullable authorities, size_t length, int64_t time,
    bool goes_on);

void copenssl_context_free(copenssl_context *_Nullable);

// MARK: Sessions

/// One side of a TLS connection. It has no socket: what it wants to send, it hands out.
typedef struct copenssl_session copenssl_session;

typedef enum __attribute__((enum_extensibility(closed))) {
  COPENSSL_HANDSHAKE,
  COPENSSL_SECURED,
  /// The other side has said close_notify.
  COPENSSL_CLOSED,
  COPENSSL_FAILED,
} copenssl_state;

/// What a call has brought. Both texts are good until the next call for this session.
typedef struct {
  copenssl_state state;
  /// For the other side.
  const unsigned char *_Nullable wire;
  size_t wire_length;
  /// Of the other side.
  const unsigned char *_Nullable plain;
  size_t plain_length;
} copenssl_progress;

/// NULL without memory for it.
copenssl_session *_Nullable copenssl_server(const copenssl_context *_Nonnull);
/// `name` is a DNS name or an IP address: it is what the certificate must be for. A DNS name is
/// sent along (RFC 6066 §3). NULL where it cannot be either.
copenssl_session *_Nullable copenssl_client(
    const copenssl_context *_Nonnull, const char *_Nonnull name);

/// Goes on with the handshake, and reads all that came. After COPENSSL_CLOSED and COPENSSL_FAILED
/// what comes is passed over.
copenssl_progress copenssl_receive(
    copenssl_session *_Nonnull, const unsigned char *_Nullable octets, size_t length);
/// Only once secured, and before `copenssl_close`.
copenssl_progress copenssl_send(
    copenssl_session *_Nonnull, const unsigned char *_Nullable octets, size_t length);
/// Says close_notify, once, if there is anything to close. The other side may still send.
copenssl_progress copenssl_close(copenssl_session *_Nonnull);
/// Frees what the latest call has brought: a silent connection keeps no memory for it.
void copenssl_forget(copenssl_session *_Nonnull);
void copenssl_session_free(copenssl_session *_Nullable);

/// The names of OpenSSL and of IANA; good for ever. NULL before the session is secured.
const char *_Nullable copenssl_version(const copenssl_session *_Nonnull);
const char *_Nullable copenssl_cipher(const copenssl_session *_Nonnull);
/// What the client asked this server for; good as long as the session.
const char *_Nullable copenssl_requested_name(const copenssl_session *_Nonnull);
/// What the server presented to this client. False where the chain has no such certificate.
bool copenssl_presented(
    const copenssl_session *_Nonnull, size_t index, copenssl_certificate *_Nonnull);
/// The name of the root that the server's chain ends at; `copenssl_free` frees it.
char *_Nullable copenssl_root(const copenssl_session *_Nonnull);

/// What is wrong with the server's certificate. Where several things are, the one that stands first
/// here is told, as browsers do: who vouches for a certificate matters before what is in it.
typedef enum __attribute__((enum_extensibility(closed))) {
  COPENSSL_NO_FAULT,
  COPENSSL_REVOKED,
  COPENSSL_SELF_SIGNED,
  COPENSSL_UNKNOWN_ISSUER,
  COPENSSL_INCOMPLETE_CHAIN,
  COPENSSL_NOT_FOR_SERVERS,
  COPENSSL_WRONG_NAME,
  COPENSSL_WEAK,
  COPENSSL_NOT_YET_VALID,
  COPENSSL_EXPIRED,
  COPENSSL_OTHER_FAULT,
} copenssl_fault;

typedef struct {
  copenssl_fault fault;
  /// OpenSSL's; good for ever.
  const char *_Nullable words;
} copenssl_verdict;

copenssl_verdict copenssl_verify(const copenssl_session *_Nonnull);

typedef enum __attribute__((enum_extensibility(closed))) {
  /// `copenssl_verify` says which.
  COPENSSL_CERTIFICATE_FAILURE,
  /// The other side's; `alert` is its number (RFC 8446 §6).
  COPENSSL_ALERT,
  COPENSSL_VERSION_FAILURE,
  COPENSSL_CIPHER_FAILURE,
  COPENSSL_OTHER_FAILURE,
} copenssl_failure_kind;

typedef struct {
  copenssl_failure_kind kind;
  int alert;
  /// OpenSSL's; good for ever.
  const char *_Nullable words;
} copenssl_failure;

/// Why the session is COPENSSL_FAILED.
copenssl_failure copenssl_reason(const copenssl_session *_Nonnull);

// MARK: Digests

/// SHA-256 (FIPS 180-4); `digest` has room for 32 octets.
void copenssl_sha256(
    const unsigned char *_Nullable octets, size_t length, unsigned char *_Nonnull digest);
