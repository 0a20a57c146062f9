internal import Contribution
internal import Reporting

/// Words that commands print, in both languages.
enum CommandWord {
  static let teamPages = Bilingual("写团队页", "team pages")
  static let ownSums = Bilingual("读各团队的合计", "sums of teams")
  static let ownPages = Bilingual("写个人页", "own pages")
  static let casePages = Bilingual("写复核页", "case pages")

  static func step(_ step: Progress.Step) -> Bilingual {
    switch step {
    case .connect: Bilingual("连接", "connect")
    case .backTest: Bilingual("回测", "back-test")
    case .extract: Bilingual("读取", "extract")
    case .fingerprint: Bilingual("指纹", "fingerprint")
    case .score: Bilingual("评分", "score")
    case .stage: Bilingual("写入", "stage")
    case .verify: Bilingual("核对", "verify")
    case .publish: Bilingual("发布", "publish")
    }
  }

  static func channel(_ channel: Channel) -> Bilingual {
    switch channel {
    case .authored: Bilingual("自己完成的任务", "Own tasks")
    case .review: Bilingual("评审", "Reviews")
    case .help: Bilingual("支援他人任务", "Help on tasks")
    case .unblocking: Bilingual("为他人扫清阻塞", "Unblocking others")
    case .goalAuthoring: Bilingual("制定与调整目标", "Writing goals")
    case .checkIn: Bilingual("更新进展", "Check-ins")
    case .learning: Bilingual("试验与复盘", "Trials and write-ups")
    case .thanks: Bilingual("收到的感谢", "Thanks received")
    }
  }

  static func model(_ model: ModelName) -> Bilingual {
    switch model {
    case .equal: Bilingual("平均分配", "Equal")
    case .declared: Bilingual("功劳记录", "Credit on record")
    case .evidence: Bilingual("证据加权", "Evidence")
    case .shapley: Bilingual("沙普利值", "Shapley")
    case .network: Bilingual("协作网络", "Network")
    case .peer: Bilingual("同伴评价", "Peers")
    case .outcome: Bilingual("结果归因", "Outcome")
    case .consensus: Bilingual("综合", "Consensus")
    }
  }

  static func consensusStep(_ step: String) -> Bilingual {
    if let channel = Channel(rawValue: step) { return self.channel(channel) }
    switch step {
    case "equal_start": return Bilingual("平均起点", "Equal start")
    case "effort_check": return Bilingual("工作量核对", "Effort check")
    case "recording_bias": return Bilingual("记录偏差校正", "Recording bias")
    case "peers": return Bilingual("同伴评价", "Peers")
    case "spot_checks": return Bilingual("人工抽查", "Spot checks")
    case "shrinkage": return Bilingual("收缩", "Shrinkage")
    default: return Bilingual(same: step)
    }
  }

  /// State of a run; one that goes on with its step.
  static func run(_ state: String, step: String?) -> Bilingual {
    switch state {
    case "running": Bilingual("进行中（\(step ?? "")）", "running (\(step ?? ""))")
    case "published": Bilingual("已发布", state)
    case "superseded": Bilingual("已被取代", state)
    case "refused": Bilingual("被拒绝", state)
    case "failed": Bilingual("失败", state)
    case "held": Bilingual("等待放行", state)
    case "unchanged": Bilingual("没有变化", state)
    case "cancelled": Bilingual("已取消", state)
    case "purged": Bilingual("已清除", state)
    case "abandoned": Bilingual("已中断", state)
    default: Bilingual(same: state)
    }
  }

  /// How far a finding has come through the gate.
  static func stage(_ stage: String) -> Bilingual {
    switch stage {
    case "proposed": Bilingual("待复核", stage)
    case "reviewed": Bilingual("一人已复核", stage)
    case "decided": Bilingual("已决定", stage)
    default: Bilingual(same: stage)
    }
  }

  /// Neutral names of what a finding may be; never a verdict.
  static func finding(_ kind: String) -> Bilingual {
    switch kind {
    case "over_credited": Bilingual("功劳记录待核对", "credit record to check")
    case "under_credited": Bilingual("贡献可能未被充分看见", "contribution may be under-recognised")
    case "uncredited_contributor": Bilingual("有贡献但没有署名", "contributed without being named")
    case "nominal_author": Bilingual("署名但没有记录", "named without records")
    case "rubber_stamping": Bilingual("评审很快且没有意见", "very quick reviews without remarks")
    case "review_ring": Bilingual("互相评审的小圈", "people who review each other only")
    case "inflated_effort": Bilingual("工作量高于同类任务", "effort above similar tasks")
    case "key_person_risk": Bilingual("依赖一个人", "depends on one person")
    default: Bilingual(same: kind)
    }
  }
}
