// SPDX-License-Identifier: Apache-2.0

/// The one place that lists the experiments.
enum Experiments {
  static let all: [any Command] = [SpiralsExperiment()]
}
