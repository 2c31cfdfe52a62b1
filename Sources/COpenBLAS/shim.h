// SPDX-License-Identifier: Apache-2.0
// CBLAS comes with its header. LAPACK is in the same library, but Debian's build has no LAPACKE:
// the Fortran routines that the toolkit calls are declared here. Matrices are column-major.
#ifndef WENGERT_OPENBLAS_SHIM_H
#define WENGERT_OPENBLAS_SHIM_H

#include <cblas.h>

// Cholesky factorisation; its solve; triangular solve.
void dpotrf_(const char *uplo, const int *n, double *a, const int *lda, int *info);
void spotrf_(const char *uplo, const int *n, float *a, const int *lda, int *info);
void dpotrs_(const char *uplo, const int *n, const int *nrhs, const double *a, const int *lda,
             double *b, const int *ldb, int *info);
void spotrs_(const char *uplo, const int *n, const int *nrhs, const float *a, const int *lda,
             float *b, const int *ldb, int *info);
void dtrtrs_(const char *uplo, const char *trans, const char *diag, const int *n, const int *nrhs,
             const double *a, const int *lda, double *b, const int *ldb, int *info);
void strtrs_(const char *uplo, const char *trans, const char *diag, const int *n, const int *nrhs,
             const float *a, const int *lda, float *b, const int *ldb, int *info);

// LU factorisation with row exchanges.
void dgetrf_(const int *m, const int *n, double *a, const int *lda, int *ipiv, int *info);
void sgetrf_(const int *m, const int *n, float *a, const int *lda, int *ipiv, int *info);

// QR factorisation with column pivoting; products with its orthogonal factor.
void dgeqp3_(const int *m, const int *n, double *a, const int *lda, int *jpvt, double *tau,
             double *work, const int *lwork, int *info);
void sgeqp3_(const int *m, const int *n, float *a, const int *lda, int *jpvt, float *tau,
             float *work, const int *lwork, int *info);
void dormqr_(const char *side, const char *trans, const int *m, const int *n, const int *k,
             const double *a, const int *lda, const double *tau, double *c, const int *ldc,
             double *work, const int *lwork, int *info);
void sormqr_(const char *side, const char *trans, const int *m, const int *n, const int *k,
             const float *a, const int *lda, const float *tau, float *c, const int *ldc,
             float *work, const int *lwork, int *info);

// Eigenvalues and eigenvectors of a symmetric matrix.
void dsyev_(const char *jobz, const char *uplo, const int *n, double *a, const int *lda, double *w,
            double *work, const int *lwork, int *info);
void ssyev_(const char *jobz, const char *uplo, const int *n, float *a, const int *lda, float *w,
            float *work, const int *lwork, int *info);

#endif
