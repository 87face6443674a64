#pragma once

#include "COpenSSL.h"

#include <openssl/ssl.h>

struct copenssl_identity {
  /// The owner's certificate first.
  STACK_OF(X509) *chain;
  EVP_PKEY *key;
};

/// All certificates of a PEM text; NULL where it has none or a broken one, which `*is_broken` says.
STACK_OF(X509) *copenssl_certificates(
    const unsigned char *pem, size_t length, bool *is_broken);

void copenssl_certificate_read(X509 *from, copenssl_certificate *to);

/// A common name, else an organisation, else empty. NULL without memory for it.
char *copenssl_name(const X509_NAME *name);
