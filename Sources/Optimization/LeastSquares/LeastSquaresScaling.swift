// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// The diagonal matrix `D`, which sets the shape of the region where a linear model is trusted.
public enum LeastSquaresScaling: Sendable, Hashable {
  /// The identity: every parameter alike. The better choice for networks, whose parameters share a scale and
  /// whose columns vanish where units saturate.
  case identity
  /// The largest norm of each column of the Jacobian (Moré 1978), which counts half as much after
  /// each step that was hardly damped: the path does not depend on the units of the parameters. The better choice for
  /// regression.
  case columnNorms
  /// The given diagonal, `[n]`, positive: the reciprocals of the parameters' typical sizes.
  case given(Tensor<Double>)
}
