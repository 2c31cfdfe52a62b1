// SPDX-License-Identifier: Apache-2.0

/// The one place that lists the experiments.
enum Experiments {
  /// The longest first, so that two that run at a time end at about the same time.
  static let list: [any Experiment] = [
    SpiralsExperiment(), SurfacesExperiment(), ActivationsExperiment(), LearningRatesExperiment(),
    KerasBFGSExperiment(), BFGSExperiment(), JacobianExperiment(),
  ]

  /// The experiments as commands.
  static let all: [any Command] = list.map { $0.command }
}
