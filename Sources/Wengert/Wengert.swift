// SPDX-License-Identifier: Apache-2.0

@_exported public import Autodiff
@_exported public import Explanation
@_exported public import Gradcheck
@_exported public import Models
@_exported public import Optimization
@_exported public import Tensors
