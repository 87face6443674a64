#include "Internal.h"

#include <openssl/err.h>
#include <openssl/x509v3.h>
#include <string.h>

typedef struct {
  unsigned char *octets;
  size_t length, capacity;
} buffer;

struct copenssl_session {
  SSL *tls;
  /// The caller's, during `copenssl_receive` only.
  const unsigned char *arriving;
  size_t arriving_length;
  buffer wire, plain;
  copenssl_state state;
  copenssl_failure failure;
  copenssl_verdict verdict;
  /// Of `verdict`, as OpenSSL numbers it.
  int verify_error;
  bool goes_on;
  STACK_OF(X509) *presented;
  /// Once secured.
  const char *version, *cipher;
};

struct copenssl_context {
  SSL_CTX *tls;
  bool goes_on;
};

static bool append(buffer *to, const unsigned char *octets, size_t length) {
  if (length > to->capacity - to->length) {
    size_t capacity = to->length + length > 2 * to->capacity ? to->length + length : 2 * to->capacity;
    unsigned char *grown = OPENSSL_realloc(to->octets, capacity);
    if (!grown) return false;
    to->octets = grown;
    to->capacity = capacity;
  }
  if (length > 0) memcpy(to->octets + to->length, octets, length);
  to->length += length;
  return true;
}

static void empty(buffer *what) {
  // It may hold a password.
  OPENSSL_clear_free(what->octets, what->capacity);
  *what = (buffer){0};
}

// MARK: Where OpenSSL reads and writes

// OpenSSL's own memory BIOs keep the room that they once needed. This one reads where the caller's
// octets are, and what it wrote is freed once it has been taken: 10,000 connections may be silent.

static int bio_read(BIO *bio, char *octets, int capacity) {
  copenssl_session *session = BIO_get_data(bio);
  BIO_clear_retry_flags(bio);
  if (session->arriving_length == 0) {
    BIO_set_retry_read(bio);
    return -1;
  }
  size_t count = session->arriving_length < (size_t)capacity ? session->arriving_length : (size_t)capacity;
  memcpy(octets, session->arriving, count);
  session->arriving += count;
  session->arriving_length -= count;
  return (int)count;
}

static int bio_write(BIO *bio, const char *octets, int length) {
  copenssl_session *session = BIO_get_data(bio);
  BIO_clear_retry_flags(bio);
  return append(&session->wire, (const unsigned char *)octets, (size_t)length) ? length : -1;
}

static long bio_control(BIO *bio, int command, long number, void *pointer) {
  (void)bio, (void)number, (void)pointer;
  return command == BIO_CTRL_FLUSH;
}

static BIO_METHOD *method;
static CRYPTO_ONCE method_once = CRYPTO_ONCE_STATIC_INIT;

static void make_method(void) {
  BIO_METHOD *made = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "byhand");
  if (made && BIO_meth_set_read(made, bio_read) && BIO_meth_set_write(made, bio_write) &&
      BIO_meth_set_ctrl(made, bio_control))
    method = made;
}

// MARK: Certificates of a server

/// The server has named the place where its issuer's certificate can be fetched: public
/// authorities' certificates do, where an intermediate authority issued them.
static bool names_issuer(X509 *certificate) {
  AUTHORITY_INFO_ACCESS *places = X509_get_ext_d2i(certificate, NID_info_access, NULL, NULL);
  bool found = false;
  for (int index = 0; index < sk_ACCESS_DESCRIPTION_num(places); index++) {
    const ACCESS_DESCRIPTION *place = sk_ACCESS_DESCRIPTION_value(places, index);
    found = found || OBJ_obj2nid(place->method) == NID_ad_ca_issuers;
  }
  AUTHORITY_INFO_ACCESS_free(places);
  return found;
}

static copenssl_fault fault_of(X509_STORE_CTX *store) {
  switch (X509_STORE_CTX_get_error(store)) {
    case X509_V_ERR_CERT_REVOKED:
      return COPENSSL_REVOKED;
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
      return COPENSSL_SELF_SIGNED;
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE: {
      X509 *last = X509_STORE_CTX_get_current_cert(store);
      bool is_alone = X509_STORE_CTX_get_error_depth(store) == 0;
      return is_alone && last && names_issuer(last) ? COPENSSL_INCOMPLETE_CHAIN
                                                    : COPENSSL_UNKNOWN_ISSUER;
    }
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
      return COPENSSL_UNKNOWN_ISSUER;
    case X509_V_ERR_INVALID_PURPOSE:
    case X509_V_ERR_CERT_UNTRUSTED:
    case X509_V_ERR_CERT_REJECTED:
    case X509_V_ERR_INVALID_CA:
    case X509_V_ERR_INVALID_NON_CA:
    case X509_V_ERR_PATH_LENGTH_EXCEEDED:
    case X509_V_ERR_KEYUSAGE_NO_CERTSIGN:
    case X509_V_ERR_KEYUSAGE_NO_DIGITAL_SIGNATURE:
    case X509_V_ERR_PERMITTED_VIOLATION:
    case X509_V_ERR_EXCLUDED_VIOLATION:
      return COPENSSL_NOT_FOR_SERVERS;
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
      return COPENSSL_WRONG_NAME;
    case X509_V_ERR_EE_KEY_TOO_SMALL:
    case X509_V_ERR_CA_KEY_TOO_SMALL:
    case X509_V_ERR_CA_MD_TOO_WEAK:
      return COPENSSL_WEAK;
    case X509_V_ERR_CERT_NOT_YET_VALID:
      return COPENSSL_NOT_YET_VALID;
    case X509_V_ERR_CERT_HAS_EXPIRED:
      return COPENSSL_EXPIRED;
    default:
      return COPENSSL_OTHER_FAULT;
  }
}

static copenssl_session *session_of(X509_STORE_CTX *store) {
  SSL *tls = X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx());
  return SSL_get_app_data(tls);
}

static void note_fault(X509_STORE_CTX *store) {
  copenssl_session *session = session_of(store);
  copenssl_fault fault = fault_of(store);
  if (session->verdict.fault && session->verdict.fault <= fault) return;
  session->verify_error = X509_STORE_CTX_get_error(store);
  session->verdict = (copenssl_verdict){
      .fault = fault, .words = X509_verify_cert_error_string(session->verify_error)};
}

/// Goes on, so that all that is wrong is found, whatever OpenSSL checks first.
static int hear_fault(int is_good, X509_STORE_CTX *store) {
  if (!is_good) note_fault(store);
  return 1;
}

static int verify(X509_STORE_CTX *store, void *unused) {
  (void)unused;
  copenssl_session *session = session_of(store);
  STACK_OF(X509) *presented = X509_STORE_CTX_get0_untrusted(store);
  session->presented = presented ? X509_chain_up_ref(presented) : NULL;
  X509_STORE_CTX_set_verify_cb(store, hear_fault);
  if (X509_verify_cert(store) <= 0) {
    // Not a fault that could be heard: for want of memory, say.
    if (X509_STORE_CTX_get_error(store) == X509_V_OK)
      X509_STORE_CTX_set_error(store, X509_V_ERR_UNSPECIFIED);
    note_fault(store);
    X509_STORE_CTX_set_error(store, session->verify_error);
    return 0;
  }
  // The alert that the server gets follows from it.
  X509_STORE_CTX_set_error(store, session->verify_error);
  return !session->verdict.fault || session->goes_on;
}

// MARK: Contexts

static bool set_up(SSL_CTX *tls, copenssl_settings settings) {
  SSL_CTX_set_options(
      tls, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_TICKET |
               SSL_OP_CIPHER_SERVER_PREFERENCE);
  SSL_CTX_clear_options(tls, SSL_OP_LEGACY_SERVER_CONNECT | SSL_OP_IGNORE_UNEXPECTED_EOF);
  SSL_CTX_set_mode(tls, SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_session_cache_mode(tls, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_security_level(tls, settings.security_level);
  return SSL_CTX_set_num_tickets(tls, 0) &&
         SSL_CTX_set_min_proto_version(tls, TLS1_VERSION + settings.oldest_version) &&
         SSL_CTX_set_max_proto_version(tls, TLS1_VERSION + settings.latest_version) &&
         SSL_CTX_set_cipher_list(tls, settings.suites) && SSL_CTX_set1_groups_list(tls, settings.groups);
}

/// Takes it over.
static copenssl_context *context(SSL_CTX *tls) {
  copenssl_context *made = OPENSSL_zalloc(sizeof *made);
  if (made)
    made->tls = tls;
  else
    SSL_CTX_free(tls);
  return made;
}

static bool set_identity(SSL_CTX *tls, const copenssl_identity *identity) {
  if (!SSL_CTX_use_certificate(tls, sk_X509_value(identity->chain, 0)) ||
      !SSL_CTX_use_PrivateKey(tls, identity->key))
    return false;
  for (int index = 1; index < sk_X509_num(identity->chain); index++)
    if (!SSL_CTX_add1_chain_cert(tls, sk_X509_value(identity->chain, index))) return false;
  return true;
}

copenssl_context *copenssl_server_context(
    copenssl_settings settings, const copenssl_identity *identity, const char **words) {
  ERR_clear_error();
  SSL_CTX *tls = SSL_CTX_new(TLS_server_method());
  if (!tls || !set_up(tls, settings) || !set_identity(tls, identity)) {
    *words = ERR_reason_error_string(ERR_peek_last_error());
    ERR_clear_error();
    SSL_CTX_free(tls);
    return NULL;
  }
  // Without it, OpenSSL would look for the chain among the roots of the system.
  SSL_CTX_set_mode(tls, SSL_MODE_NO_AUTO_CHAIN);
  return context(tls);
}

static bool trust(SSL_CTX *tls, const unsigned char *authorities, size_t length) {
  // A system without roots is no error: nothing is believed there.
  if (!authorities) return SSL_CTX_set_default_verify_paths(tls) || true;
  bool is_broken;
  STACK_OF(X509) *roots = copenssl_certificates(authorities, length, &is_broken);
  X509_STORE *store = SSL_CTX_get_cert_store(tls);
  bool is_done = roots != NULL;
  for (int index = 0; is_done && index < sk_X509_num(roots); index++)
    is_done = X509_STORE_add_cert(store, sk_X509_value(roots, index));
  sk_X509_pop_free(roots, X509_free);
  return is_done;
}

copenssl_context *copenssl_client_context(
    copenssl_settings settings, const unsigned char *authorities, size_t length, int64_t time,
    bool goes_on) {
  SSL_CTX *tls = SSL_CTX_new(TLS_client_method());
  if (!tls || !set_up(tls, settings) || !trust(tls, authorities, length)) {
    ERR_clear_error();
    SSL_CTX_free(tls);
    return NULL;
  }
  ERR_clear_error();
  if (time != 0) X509_VERIFY_PARAM_set_time(SSL_CTX_get0_param(tls), time);
  SSL_CTX_set_verify(tls, SSL_VERIFY_PEER, NULL);
  SSL_CTX_set_cert_verify_callback(tls, verify, NULL);
  copenssl_context *made = context(tls);
  if (made) made->goes_on = goes_on;
  return made;
}

void copenssl_context_free(copenssl_context *context) {
  if (!context) return;
  SSL_CTX_free(context->tls);
  OPENSSL_free(context);
}

// MARK: Sessions

static copenssl_session *session(const copenssl_context *context) {
  CRYPTO_THREAD_run_once(&method_once, make_method);
  copenssl_session *made = OPENSSL_zalloc(sizeof *made);
  SSL *tls = made && method ? SSL_new(context->tls) : NULL;
  BIO *bio = tls ? BIO_new(method) : NULL;
  if (!bio) {
    SSL_free(tls);
    OPENSSL_free(made);
    return NULL;
  }
  BIO_set_data(bio, made);
  BIO_set_init(bio, 1);
  SSL_set_bio(tls, bio, bio);
  SSL_set_app_data(tls, made);
  made->tls = tls;
  made->goes_on = context->goes_on;
  return made;
}

copenssl_session *copenssl_server(const copenssl_context *context) {
  copenssl_session *made = session(context);
  if (made) SSL_set_accept_state(made->tls);
  return made;
}

/// A common name does not count (RFC 9525 §2), nor do `*` for a part of a label.
static bool set_name(SSL *tls, const char *name) {
  X509_VERIFY_PARAM *checks = SSL_get0_param(tls);
  if (X509_VERIFY_PARAM_set1_ip_asc(checks, name)) return true;
  ERR_clear_error();
  X509_VERIFY_PARAM_set_hostflags(
      checks, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS | X509_CHECK_FLAG_NEVER_CHECK_SUBJECT);
  // For an empty name OpenSSL would check none.
  return *name && X509_VERIFY_PARAM_set1_host(checks, name, 0) &&
         SSL_set_tlsext_host_name(tls, name);
}

copenssl_session *copenssl_client(const copenssl_context *context, const char *name) {
  copenssl_session *made = session(context);
  if (!made) return NULL;
  SSL_set_connect_state(made->tls);
  if (set_name(made->tls, name)) return made;
  ERR_clear_error();
  copenssl_session_free(made);
  return NULL;
}

void copenssl_forget(copenssl_session *session) {
  empty(&session->wire);
  empty(&session->plain);
}

void copenssl_session_free(copenssl_session *session) {
  if (!session) return;
  SSL_free(session->tls);
  copenssl_forget(session);
  sk_X509_pop_free(session->presented, X509_free);
  OPENSSL_free(session);
}

static copenssl_failure_kind kind_of(int reason) {
  switch (reason) {
    case SSL_R_CERTIFICATE_VERIFY_FAILED:
      return COPENSSL_CERTIFICATE_FAILURE;
    case SSL_R_UNSUPPORTED_PROTOCOL:
    case SSL_R_UNSUPPORTED_SSL_VERSION:
    case SSL_R_WRONG_SSL_VERSION:
    case SSL_R_UNKNOWN_PROTOCOL:
    case SSL_R_VERSION_TOO_LOW:
    case SSL_R_TLSV1_ALERT_PROTOCOL_VERSION:
      return COPENSSL_VERSION_FAILURE;
    case SSL_R_NO_SHARED_CIPHER:
      return COPENSSL_CIPHER_FAILURE;
    default:
      return reason > SSL_AD_REASON_OFFSET ? COPENSSL_ALERT : COPENSSL_OTHER_FAILURE;
  }
}

static void fail(copenssl_session *session) {
  // The first error is the cause, the others tell where it was noticed.
  unsigned long error = ERR_peek_error();
  int reason = ERR_GET_LIB(error) == ERR_LIB_SSL ? ERR_GET_REASON(error) : 0;
  copenssl_failure_kind kind = kind_of(reason);
  session->state = COPENSSL_FAILED;
  session->failure = (copenssl_failure){
      .kind = kind,
      .alert = kind == COPENSSL_ALERT ? reason - SSL_AD_REASON_OFFSET : 0,
      .words = ERR_reason_error_string(error),
  };
}

/// After a call of OpenSSL that did not succeed.
static void conclude(copenssl_session *session, int result) {
  switch (SSL_get_error(session->tls, result)) {
    case SSL_ERROR_WANT_READ:
    case SSL_ERROR_WANT_WRITE:
      break;
    case SSL_ERROR_ZERO_RETURN:
      session->state = COPENSSL_CLOSED;
      break;
    default:
      fail(session);
  }
  ERR_clear_error();
}

static copenssl_progress progress(const copenssl_session *session) {
  return (copenssl_progress){
      .state = session->state,
      .wire = session->wire.octets,
      .wire_length = session->wire.length,
      .plain = session->plain.octets,
      .plain_length = session->plain.length,
  };
}

static void shake_hands(copenssl_session *session) {
  ERR_clear_error();
  int result = SSL_do_handshake(session->tls);
  if (result != 1) return conclude(session, result);
  session->state = COPENSSL_SECURED;
  session->version = SSL_get_version(session->tls);
  session->cipher = SSL_CIPHER_standard_name(SSL_get_current_cipher(session->tls));
}

static void read_all(copenssl_session *session) {
  unsigned char block[SSL3_RT_MAX_PLAIN_LENGTH];
  while (session->state == COPENSSL_SECURED) {
    ERR_clear_error();
    int result = SSL_read(session->tls, block, sizeof block);
    if (result <= 0) {
      conclude(session, result);
      break;
    }
    if (!append(&session->plain, block, (size_t)result)) fail(session);
  }
  OPENSSL_cleanse(block, sizeof block);
}

copenssl_progress copenssl_receive(
    copenssl_session *session, const unsigned char *octets, size_t length) {
  copenssl_forget(session);
  session->arriving = octets;
  session->arriving_length = length;
  if (session->state == COPENSSL_HANDSHAKE) shake_hands(session);
  if (session->state == COPENSSL_SECURED) read_all(session);
  session->arriving = NULL;
  session->arriving_length = 0;
  return progress(session);
}

copenssl_progress copenssl_send(
    copenssl_session *session, const unsigned char *octets, size_t length) {
  copenssl_forget(session);
  bool is_open = session->state == COPENSSL_SECURED || session->state == COPENSSL_CLOSED;
  while (is_open && length > 0) {
    ERR_clear_error();
    size_t count = 0;
    int result = SSL_write_ex(session->tls, octets, length, &count);
    if (result <= 0) {
      conclude(session, result);
      break;
    }
    octets += count;
    length -= count;
  }
  return progress(session);
}

copenssl_progress copenssl_close(copenssl_session *session) {
  copenssl_forget(session);
  bool is_open = session->state == COPENSSL_SECURED || session->state == COPENSSL_CLOSED;
  if (is_open && !(SSL_get_shutdown(session->tls) & SSL_SENT_SHUTDOWN)) {
    ERR_clear_error();
    SSL_shutdown(session->tls);
    ERR_clear_error();
  }
  return progress(session);
}

// MARK: What was agreed on

const char *copenssl_version(const copenssl_session *session) { return session->version; }

const char *copenssl_cipher(const copenssl_session *session) { return session->cipher; }

const char *copenssl_requested_name(const copenssl_session *session) {
  return SSL_get_servername(session->tls, TLSEXT_NAMETYPE_host_name);
}

bool copenssl_presented(
    const copenssl_session *session, size_t index, copenssl_certificate *certificate) {
  // sk_X509_num of none is -1.
  if ((int)index >= sk_X509_num(session->presented)) return false;
  copenssl_certificate_read(sk_X509_value(session->presented, (int)index), certificate);
  return true;
}

char *copenssl_root(const copenssl_session *session) {
  STACK_OF(X509) *chain = SSL_get0_verified_chain(session->tls);
  int count = sk_X509_num(chain);
  if (count <= 0) return NULL;
  return copenssl_name(X509_get_subject_name(sk_X509_value(chain, count - 1)));
}

copenssl_verdict copenssl_verify(const copenssl_session *session) { return session->verdict; }

copenssl_failure copenssl_reason(const copenssl_session *session) { return session->failure; }
