/// Words inside and beside the charts.
enum ChartWord: WordingKey {
  case dumbbellTitle, dumbbellText, dumbbellTextPlain, equalShare, credited, contributed, interval, member, model
  case sourceTitle, sourceText, channel, amount, acts
  case modelsTitle, modelsText, waterfallTitle, waterfallText, step, stepAmount, equalStart, consensusShare
  case gapsTitle, gapsText, gapsNear, gapsAxis, notCompared, team, largestGap
  case sankeyTitle, sankeyText, from, towards, share, notLinked
  case treeTitle, treeText, company, level, goal
  case networkTitle, networkText, together, otherTeam
  case trendTitle, trendText, period, sparkText, dotsTitle, dotsText

  var text: Bilingual {
    switch self {
    case .dumbbellTitle: Bilingual("功劳与贡献对比", "Credited versus contributed share")
    case .dumbbellText:
      Bilingual(
        "{people} 位成员，每行一位：圆环是已记功劳，圆点是估计贡献，色带是 90% 可信区间。",
        "{people} members, one a row: the ring is credit, the dot the estimated contribution, the band the 90% "
          + "credible interval.")
    case .dumbbellTextPlain:
      Bilingual(
        "{people} 位成员，每行一位：圆环是已记功劳，圆点是估计贡献。",
        "{people} members, one a row: the ring is credit, the dot the estimated contribution.")
    case .equalShare: Bilingual("平均 {share}", "equal {share}")
    case .credited: Bilingual("已记功劳", "Credited")
    case .contributed: Bilingual("估计贡献", "Contribution")
    case .interval: Bilingual("90% 区间", "90% interval")
    case .member: Bilingual("成员", "Member")
    case .model: Bilingual("算法", "Model")
    case .sourceTitle: Bilingual("每个人的贡献来自哪里", "Where each contribution comes from")
    case .sourceText:
      Bilingual(
        "{people} 位成员，每行一条，从零开始，按证据的种类分段。",
        "{people} members, one bar each from zero, divided by kind of evidence.")
    case .channel: Bilingual("来源", "Source")
    case .amount: Bilingual("份额", "Share")
    case .acts: Bilingual("条数", "Acts")
    case .modelsTitle: Bilingual("各算法给出的份额", "Shares under each model")
    case .modelsText:
      Bilingual("{models} 种算法，每行一种，按成员分段。", "{models} models, one row each, divided by member.")
    case .waterfallTitle: Bilingual("份额是怎样形成的", "How the share builds up")
    case .waterfallText:
      Bilingual("从平均起点 {start} 逐项加减到 {end}。", "From the equal start {start}, step by step, to {end}.")
    case .step: Bilingual("步骤", "Step")
    case .stepAmount: Bilingual("百分点", "Points")
    case .equalStart: Bilingual("平均起点", "Equal start")
    case .consensusShare: Bilingual("综合份额", "Consensus share")
    case .gapsTitle:
      Bilingual("{teams} 个团队的功劳与贡献差距分布", "Distribution of credit gaps over {teams} teams")
    case .gapsText:
      Bilingual(
        "{inside} 个团队的最大差距不超过 {limit} 个百分点，{outside} 个超过。",
        "In {inside} teams the largest gap is at most {limit} points, in {outside} it is more.")
    case .gapsNear: Bilingual("相差不超过 {limit} 个百分点：{teams} 个团队", "Teams at most {limit} points apart: {teams}")
    case .gapsAxis: Bilingual("队内最大差距（百分点）", "Largest gap in the team (points)")
    case .notCompared: Bilingual("不作比较", "not compared")
    case .team: Bilingual("团队", "Team")
    case .largestGap: Bilingual("最大差距（百分点）", "Largest gap (points)")
    case .sankeyTitle: Bilingual("各部门的工作支持了哪些公司目标", "Which company goals each department supports")
    case .sankeyText:
      Bilingual("左边 {left} 个部门，右边 {right} 个去向。", "{left} departments on the left, {right} goals on the right.")
    case .from: Bilingual("部门", "Department")
    case .towards: Bilingual("公司目标", "Company goal")
    case .share: Bilingual("占比", "Share")
    case .notLinked: Bilingual("未关联目标的工作", "Not linked to a goal")
    case .treeTitle: Bilingual("目标对齐：公司到部门到团队", "Goal alignment: company to department to team")
    case .treeText: Bilingual("共 {goals} 个目标，{levels} 层。", "{goals} goals on {levels} levels.")
    case .company: Bilingual("公司", "Company")
    case .level: Bilingual("层", "Level")
    case .goal: Bilingual("目标", "Goal")
    case .networkTitle: Bilingual("协作网络", "Collaboration network")
    case .networkText:
      Bilingual("{people} 个节点，{links} 条协作关系。", "{people} nodes, {links} working ties.")
    case .together: Bilingual("协作次数", "Joint acts")
    case .otherTeam: Bilingual("其他团队", "Other team")
    case .trendTitle: Bilingual("近几期的贡献与功劳", "Contribution and credit over recent periods")
    case .trendText:
      Bilingual("{periods} 期，实线是估计贡献，虚线是已记功劳。", "{periods} periods: solid is contribution, dashed is credit.")
    case .period: Bilingual("周期", "Period")
    case .dotsTitle: Bilingual("各算法给出的份额与已记的功劳", "Share under each model, and the credit on record")
    case .dotsText:
      Bilingual(
        "{models} 种算法，每行一种；虚线是已记的功劳 {credited}。",
        "{models} models, one a row; the broken line is the credit on record, {credited}.")
    case .sparkText: Bilingual("从 {first} 到 {last}", "from {first} to {last}")
    }
  }
}
