// SPDX-License-Identifier: Apache-2.0

/// The BLAS and LAPACK routines of a scalar type. Its requirements are not for direct use.
public protocol LAPACKScalar {}
