// memmem, timegm
#define _GNU_SOURCE
#include "Internal.h"

#include <arpa/inet.h>
#include <openssl/conf.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <string.h>
#include <time.h>

// MARK: Reading PEM

static BIO *reader(const unsigned char *text, size_t length) {
  return length > INT32_MAX ? NULL : BIO_new_mem_buf(length > 0 ? text : (const void *)"", (int)length);
}

/// Nobody is asked for a password: without this, OpenSSL asks at the terminal.
static int no_password(char *buffer, int size, int is_writing, void *was_asked) {
  (void)buffer, (void)size, (void)is_writing;
  *(bool *)was_asked = true;
  return -1;
}

static void free_chain(STACK_OF(X509) *chain) { sk_X509_pop_free(chain, X509_free); }

STACK_OF(X509) *copenssl_certificates(
    const unsigned char *pem, size_t length, bool *is_broken) {
  *is_broken = false;
  STACK_OF(X509) *chain = sk_X509_new_null();
  BIO *text = reader(pem, length);
  ERR_clear_error();
  X509 *certificate;
  bool was_asked;
  while (chain && text &&
         (certificate = PEM_read_bio_X509(text, NULL, no_password, &was_asked))) {
    if (sk_X509_push(chain, certificate) > 0) continue;
    X509_free(certificate);
    break;
  }
  // The end of the text is an error of its own.
  unsigned long error = ERR_peek_last_error();
  *is_broken = ERR_GET_LIB(error) != ERR_LIB_PEM || ERR_GET_REASON(error) != PEM_R_NO_START_LINE;
  ERR_clear_error();
  BIO_free(text);
  if (!*is_broken && sk_X509_num(chain) > 0) return chain;
  free_chain(chain);
  return NULL;
}

static EVP_PKEY *read_key(const unsigned char *pem, size_t length, copenssl_reading *reading) {
  static const char title[] = "PRIVATE KEY-----";
  bool was_asked = false;
  BIO *text = reader(pem, length);
  EVP_PKEY *key = text ? PEM_read_bio_PrivateKey(text, NULL, no_password, &was_asked) : NULL;
  BIO_free(text);
  if (was_asked)
    *reading = COPENSSL_LOCKED_KEY;
  else if (length > 0 && memmem(pem, length, title, sizeof title - 1))
    *reading = COPENSSL_BROKEN_KEY;
  else
    *reading = COPENSSL_NO_KEY;
  return key;
}

/// Takes both over.
static copenssl_identity *identity(STACK_OF(X509) *chain, EVP_PKEY *key) {
  copenssl_identity *made = OPENSSL_zalloc(sizeof *made);
  if (made) {
    made->chain = chain;
    made->key = key;
  } else {
    free_chain(chain);
    EVP_PKEY_free(key);
  }
  return made;
}

copenssl_identity *copenssl_identity_read(
    const unsigned char *certificates, size_t certificates_length, const unsigned char *key,
    size_t key_length, copenssl_reading *reading) {
  bool is_broken;
  STACK_OF(X509) *chain = copenssl_certificates(certificates, certificates_length, &is_broken);
  if (!chain) {
    *reading = is_broken ? COPENSSL_BROKEN_CERTIFICATE : COPENSSL_NO_CERTIFICATE;
    return NULL;
  }
  EVP_PKEY *owner = read_key(key, key_length, reading);
  if (owner && X509_check_private_key(sk_X509_value(chain, 0), owner) != 1) {
    *reading = COPENSSL_OTHER_KEY;
    EVP_PKEY_free(owner);
    owner = NULL;
  }
  ERR_clear_error();
  if (!owner) {
    free_chain(chain);
    return NULL;
  }
  *reading = COPENSSL_READ;
  return identity(chain, owner);
}

void copenssl_identity_free(copenssl_identity *identity) {
  if (!identity) return;
  free_chain(identity->chain);
  EVP_PKEY_free(identity->key);
  OPENSSL_free(identity);
}

// MARK: Writing PEM

static char *taken(BIO *text) {
  char *start = NULL;
  long length = text ? BIO_get_mem_data(text, &start) : 0;
  char *copy = length > 0 ? OPENSSL_strndup(start, (size_t)length) : NULL;
  BIO_free(text);
  return copy;
}

char *copenssl_identity_certificates(const copenssl_identity *identity) {
  BIO *text = BIO_new(BIO_s_mem());
  for (int index = 0; text && index < sk_X509_num(identity->chain); index++)
    PEM_write_bio_X509(text, sk_X509_value(identity->chain, index));
  return taken(text);
}

char *copenssl_identity_key(const copenssl_identity *identity) {
  BIO *text = BIO_new(BIO_s_mem());
  if (text) PEM_write_bio_PKCS8PrivateKey(text, identity->key, NULL, NULL, 0, NULL, NULL);
  return taken(text);
}

void copenssl_free(char *text) { OPENSSL_free(text); }

// MARK: Issuing

/// 159 random bits: positive, and never used twice (RFC 5280 §4.1.2.2).
static bool set_serial(X509 *certificate) {
  BIGNUM *number = BN_new();
  bool is_set = number && BN_rand(number, 159, BN_RAND_TOP_ANY, BN_RAND_BOTTOM_ANY) &&
                BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate));
  BN_free(number);
  return is_set;
}

static bool set_names(X509 *certificate, const char *common_name, const X509 *issuer) {
  X509_NAME *name = X509_get_subject_name(certificate);
  return X509_NAME_add_entry_by_NID(
             name, NID_commonName, MBSTRING_UTF8, (const unsigned char *)common_name, -1, -1, 0) &&
         X509_set_issuer_name(certificate, issuer ? X509_get_subject_name(issuer) : name);
}

static bool add_extensions(X509 *certificate, X509 *issuer, const char *lines) {
  CONF *list = NCONF_new(NULL);
  BIO *text = reader((const unsigned char *)lines, strlen(lines));
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer ? issuer : certificate, certificate, NULL, NULL, 0);
  X509V3_set_nconf(&context, list);
  bool is_done = list && text && NCONF_load_bio(list, text, NULL) > 0 &&
                 X509V3_EXT_add_nconf(list, &context, "default", certificate);
  BIO_free(text);
  NCONF_free(list);
  return is_done;
}

/// The new certificate and those above it, but for a root: a client that trusts it has it.
static STACK_OF(X509) *chain_of(X509 *certificate, const copenssl_identity *issuer) {
  bool is_root = !issuer || X509_self_signed(sk_X509_value(issuer->chain, 0), 0) == 1;
  STACK_OF(X509) *chain = is_root ? sk_X509_new_null() : X509_chain_up_ref(issuer->chain);
  if (chain && sk_X509_unshift(chain, certificate) > 0) return chain;
  free_chain(chain);
  return NULL;
}

copenssl_identity *copenssl_identity_issue(
    const copenssl_identity *issuer, const char *common_name, int64_t not_before,
    int64_t not_after, const char *extensions) {
  X509 *parent = issuer ? sk_X509_value(issuer->chain, 0) : NULL;
  EVP_PKEY *key = EVP_EC_gen("P-256");
  X509 *certificate = X509_new();
  bool is_made = key && certificate && X509_set_version(certificate, X509_VERSION_3) &&
                 set_serial(certificate) && set_names(certificate, common_name, parent) &&
                 ASN1_TIME_set(X509_getm_notBefore(certificate), not_before) &&
                 ASN1_TIME_set(X509_getm_notAfter(certificate), not_after) &&
                 X509_set_pubkey(certificate, key) &&
                 add_extensions(certificate, parent, extensions) &&
                 X509_sign(certificate, issuer ? issuer->key : key, EVP_sha256()) > 0;
  ERR_clear_error();
  STACK_OF(X509) *chain = is_made ? chain_of(certificate, issuer) : NULL;
  if (chain) return identity(chain, key);
  X509_free(certificate);
  EVP_PKEY_free(key);
  return NULL;
}

// MARK: What a certificate says

static char *last_entry(const X509_NAME *name, int kind) {
  int last = -1;
  int next;
  while ((next = X509_NAME_get_index_by_NID(name, kind, last)) >= 0) last = next;
  if (last < 0) return NULL;
  unsigned char *text = NULL;
  int length = ASN1_STRING_to_UTF8(
      &text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, last)));
  // It may hold NUL.
  char *copy = length >= 0 ? OPENSSL_strndup((const char *)text, (size_t)length) : NULL;
  OPENSSL_free(text);
  return copy;
}

char *copenssl_name(const X509_NAME *name) {
  static const int kinds[] = {NID_commonName, NID_organizationName, NID_organizationalUnitName};
  for (size_t index = 0; index < sizeof kinds / sizeof *kinds; index++) {
    char *text = last_entry(name, kinds[index]);
    if (text) return text;
  }
  return OPENSSL_strdup("");
}

/// An LF in a name would make two of it.
static void write_host(BIO *text, const ASN1_IA5STRING *host) {
  const unsigned char *octets = ASN1_STRING_get0_data(host);
  for (int index = 0; index < ASN1_STRING_length(host); index++) {
    char octet = octets[index] > ' ' && octets[index] < 0x7F ? (char)octets[index] : '?';
    BIO_write(text, &octet, 1);
  }
  BIO_write(text, "\n", 1);
}

static void write_address(BIO *text, const ASN1_OCTET_STRING *address) {
  int length = ASN1_STRING_length(address);
  char words[INET6_ADDRSTRLEN];
  if (length != 4 && length != 16) return;
  if (inet_ntop(length == 4 ? AF_INET : AF_INET6, ASN1_STRING_get0_data(address), words, sizeof words))
    BIO_printf(text, "%s\n", words);
}

static char *alternative_names(X509 *certificate) {
  GENERAL_NAMES *names = X509_get_ext_d2i(certificate, NID_subject_alt_name, NULL, NULL);
  BIO *text = BIO_new(BIO_s_mem());
  for (int index = 0; text && index < sk_GENERAL_NAME_num(names); index++) {
    const GENERAL_NAME *name = sk_GENERAL_NAME_value(names, index);
    if (name->type == GEN_DNS) write_host(text, name->d.dNSName);
    if (name->type == GEN_IPADD) write_address(text, name->d.iPAddress);
  }
  GENERAL_NAMES_free(names);
  return taken(text);
}

static int64_t seconds(const ASN1_TIME *time) {
  struct tm parts;
  return ASN1_TIME_to_tm(time, &parts) ? timegm(&parts) : 0;
}

void copenssl_certificate_read(X509 *from, copenssl_certificate *to) {
  const EVP_PKEY *key = X509_get0_pubkey(from);
  *to = (copenssl_certificate){
      .subject = copenssl_name(X509_get_subject_name(from)),
      .issuer = copenssl_name(X509_get_issuer_name(from)),
      .names = alternative_names(from),
      .not_before = seconds(X509_get0_notBefore(from)),
      .not_after = seconds(X509_get0_notAfter(from)),
      .key = key ? EVP_PKEY_get0_type_name(key) : NULL,
      .key_bits = key ? EVP_PKEY_get_bits(key) : 0,
  };
  ERR_clear_error();
}

bool copenssl_identity_certificate(
    const copenssl_identity *identity, size_t index, copenssl_certificate *certificate) {
  if (index >= (size_t)sk_X509_num(identity->chain)) return false;
  copenssl_certificate_read(sk_X509_value(identity->chain, (int)index), certificate);
  return true;
}

void copenssl_certificate_clear(copenssl_certificate *certificate) {
  OPENSSL_free(certificate->subject);
  OPENSSL_free(certificate->issuer);
  OPENSSL_free(certificate->names);
}

// MARK: Digests

void copenssl_sha256(const unsigned char *octets, size_t length, unsigned char *digest) {
  EVP_Digest(length > 0 ? octets : (const void *)"", length, digest, NULL, EVP_sha256(), NULL);
}
