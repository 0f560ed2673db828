<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>examhall::sheet::Calculator</name>
    <message>
        <source>Not possible</source>
        <translation>无法计算</translation>
    </message>
    <message>
        <source>Calculator</source>
        <translation>计算器</translation>
    </message>
    <message>
        <source>Into the answer</source>
        <translation>填入答案</translation>
    </message>
    <message>
        <source>Close the calculator</source>
        <translation>关闭计算器</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Clear memory</source>
        <translation>清除存储</translation>
    </message>
    <message>
        <source>Recall memory</source>
        <translation>读取存储</translation>
    </message>
    <message>
        <source>Subtract from memory</source>
        <translation>从存储中减去</translation>
    </message>
    <message>
        <source>Add to memory</source>
        <translation>加到存储</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清零</translation>
    </message>
    <message>
        <source>Delete the last digit</source>
        <translation>删除末位</translation>
    </message>
    <message>
        <source>Divided by</source>
        <translation>除以</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>乘以</translation>
    </message>
    <message>
        <source>Minus</source>
        <translation>减</translation>
    </message>
    <message>
        <source>Plus</source>
        <translation>加</translation>
    </message>
    <message>
        <source>Change sign</source>
        <translation>正负号</translation>
    </message>
    <message>
        <source>Equals</source>
        <translation>等于</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>小数点</translation>
    </message>
    <message>
        <source>Percent</source>
        <translation>百分号</translation>
    </message>
</context>
<context>
    <name>examhall::sheet::CallButton</name>
    <message>
        <source>Call the proctor</source>
        <translation>呼叫监考</translation>
    </message>
    <message>
        <source>Calling the proctor… Take back</source>
        <translation>正在呼叫监考… 取消</translation>
    </message>
    <message>
        <source>The proctor knows. Take back</source>
        <translation>监考已收到呼叫，取消</translation>
    </message>
</context>
<context>
    <name>examhall::sheet::ExamPage</name>
    <message>
        <source>Go on to the next question?</source>
        <translation>进入后面的题目？</translation>
    </message>
    <message>
        <source>In this exam there is no way back: a question that was left cannot be seen or answered again.</source>
        <translation>本场考试不能返回：离开的题目不能再查看，也不能再作答。</translation>
    </message>
    <message>
        <source>The open question has no answer yet.</source>
        <translation>当前题目还没有作答。</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Stay at this question</source>
        <translation>留在本题</translation>
    </message>
    <message>
        <source>Hand in the paper?</source>
        <translation>确定交卷？</translation>
    </message>
    <message>
        <source>Every question has an answer.</source>
        <translation>所有题目均已作答。</translation>
    </message>
    <message>
        <source>Questions without an answer: %1.</source>
        <translation>未作答的题目：%1 道。</translation>
    </message>
    <message>
        <source>Once it is handed in, nothing can be changed any more.</source>
        <translation>交卷后不能再作任何修改。</translation>
    </message>
    <message>
        <source>Hand in</source>
        <translation>交卷</translation>
    </message>
    <message>
        <source>Do not hand in yet</source>
        <translation>暂不交卷</translation>
    </message>
</context>
<context>
    <name>examhall::sheet::ItemButton</name>
    <message>
        <source>Question %1</source>
        <translation>第 %1 题</translation>
    </message>
    <message>
        <source>not accepted</source>
        <translation>未被接收</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>已答</translation>
    </message>
    <message>
        <source>not answered</source>
        <translation>未答</translation>
    </message>
    <message>
        <source>not yet seen</source>
        <translation>未看</translation>
    </message>
    <message>
        <source>flagged</source>
        <translation>已标记</translation>
    </message>
    <message>
        <source>open now</source>
        <translation>当前题</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>已过</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
</context>
<context>
    <name>examhall::sheet::Keys</name>
    <message>
        <source>Page Down, Alt →</source>
        <translation>Page Down、Alt →</translation>
    </message>
    <message>
        <source>next question</source>
        <translation>下一题</translation>
    </message>
    <message>
        <source>Page Up, Alt ←</source>
        <translation>Page Up、Alt ←</translation>
    </message>
    <message>
        <source>previous question</source>
        <translation>上一题</translation>
    </message>
    <message>
        <source>A to J, or 1 to 9</source>
        <translation>A 至 J，或 1 至 9</translation>
    </message>
    <message>
        <source>choose or take back an option</source>
        <translation>选择选项；多选题再按一次取消</translation>
    </message>
    <message>
        <source>T or Y, F or N</source>
        <translation>T 或 Y，F 或 N</translation>
    </message>
    <message>
        <source>true, false</source>
        <translation>正确，错误</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>clear the answer</source>
        <translation>清除本题答案</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>in the number field: keep the number at once; on a picture: enlarge it</source>
        <translation>在填空框中：立即保存；在图片上：放大</translation>
    </message>
    <message>
        <source>F4 or Ctrl M</source>
        <translation>F4 或 Ctrl M</translation>
    </message>
    <message>
        <source>flag the question, or take the flag off</source>
        <translation>标记本题，或取消标记</translation>
    </message>
    <message>
        <source>Ctrl ↑, Ctrl ↓</source>
        <translation>Ctrl ↑、Ctrl ↓</translation>
    </message>
    <message>
        <source>scroll a long question</source>
        <translation>滚动较长的题目</translation>
    </message>
    <message>
        <source>Tab, Shift Tab</source>
        <translation>Tab、Shift Tab</translation>
    </message>
    <message>
        <source>to the next or previous control; Space presses it</source>
        <translation>到下一个或上一个控件；空格键按下</translation>
    </message>
    <message>
        <source>F2</source>
        <translation>F2</translation>
    </message>
    <message>
        <source>all questions; arrow keys and Enter choose one</source>
        <translation>题目列表；用方向键和 Enter 选题</translation>
    </message>
    <message>
        <source>F6</source>
        <translation>F6</translation>
    </message>
    <message>
        <source>calculator; Esc closes it</source>
        <translation>计算器；Esc 关闭</translation>
    </message>
    <message>
        <source>F7</source>
        <translation>F7</translation>
    </message>
    <message>
        <source>high contrast on and off</source>
        <translation>打开或关闭高对比度</translation>
    </message>
    <message>
        <source>Ctrl +, Ctrl −</source>
        <translation>Ctrl +、Ctrl −</translation>
    </message>
    <message>
        <source>larger or smaller text</source>
        <translation>放大或缩小文字</translation>
    </message>
    <message>
        <source>F8</source>
        <translation>F8</translation>
    </message>
    <message>
        <source>I have read the message</source>
        <translation>已阅读消息</translation>
    </message>
    <message>
        <source>F9</source>
        <translation>F9</translation>
    </message>
    <message>
        <source>call the proctor, or take the call back</source>
        <translation>呼叫监考，或取消呼叫</translation>
    </message>
    <message>
        <source>F10</source>
        <translation>F10</translation>
    </message>
    <message>
        <source>review and hand in</source>
        <translation>检查并交卷</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>this page</source>
        <translation>本页</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键说明</translation>
    </message>
    <message>
        <source>Messages so far</source>
        <translation>历史消息</translation>
    </message>
    <message>
        <source>There are none.</source>
        <translation>没有消息。</translation>
    </message>
</context>
<context>
    <name>examhall::sheet::LineBar</name>
    <message>
        <source>The server cannot save at the moment. Your answers stay on this machine; go on.</source>
        <translation>服务器暂时无法保存。作答保留在本机，请继续作答。</translation>
    </message>
</context>
<context>
    <name>examhall::sheet::MessagePanel</name>
    <message>
        <source>I have read this (F8)</source>
        <translation>我已阅读 (F8)</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>另有 %1 条</translation>
    </message>
</context>
<context>
    <name>examhall::sheet::Messages</name>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>The exam goes on.</source>
        <translation>考试继续。</translation>
    </message>
    <message>
        <source>Your time was shortened by %1.</source>
        <translation>您的考试时间缩短了 %1。</translation>
    </message>
    <message>
        <source>The exam&apos;s times were changed.</source>
        <translation>考试时间有变动。</translation>
    </message>
    <message>
        <source>You get %1 more, for time that was lost.</source>
        <translation>为补偿损失的时间，您的考试时间延长 %1。</translation>
    </message>
    <message>
        <source>The exam&apos;s end was moved: you get %1 more.</source>
        <translation>考试结束时间调整，您的考试时间延长 %1。</translation>
    </message>
    <message>
        <source>You get %1 more.</source>
        <translation>您的考试时间延长 %1。</translation>
    </message>
    <message>
        <source>Question %1: not accepted. %2</source>
        <translation>第 %1 题：作答未被接收。%2</translation>
    </message>
    <message>
        <source>Question %1: the server holds a later answer that was given on another machine.</source>
        <translation>第 %1 题：服务器上已有在另一台机器上作出的、更晚的作答。</translation>
    </message>
    <message>
        <source>%1 minutes are left. What you have answered is kept; there is no need to hurry.</source>
        <translation>还剩 %1 分钟。已作答的内容都会保留，请不必慌张。</translation>
    </message>
    <message>
        <source>Your exam now ends at %1.</source>
        <translation>您的考试将于 %1 结束。</translation>
    </message>
    <message>
        <source>Reason: %1</source>
        <translation>原因：%1</translation>
    </message>
    <message>
        <source>From the proctor: %1</source>
        <translation>监考消息：%1</translation>
    </message>
</context>
<context>
    <name>examhall::sheet::MovesBar</name>
    <message>
        <source>◀ Previous</source>
        <translation>◀ 上一题</translation>
    </message>
    <message>
        <source>Next ▶</source>
        <translation>下一题 ▶</translation>
    </message>
    <message>
        <source>Take the flag off (F4)</source>
        <translation>取消标记 (F4)</translation>
    </message>
    <message>
        <source>Flag (F4)</source>
        <translation>标记 (F4)</translation>
    </message>
    <message>
        <source>Review and hand in (F10)</source>
        <translation>检查并交卷 (F10)</translation>
    </message>
</context>
<context>
    <name>examhall::sheet::NumericInput</name>
    <message>
        <source>Your answer</source>
        <translation>您的答案</translation>
    </message>
    <message>
        <source>Your answer, a number</source>
        <translation>您的答案，数字</translation>
    </message>
    <message>
        <source>Your answer, a number in %1</source>
        <translation>您的答案，数字，单位：%1</translation>
    </message>
</context>
<context>
    <name>examhall::sheet::Picture</name>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Picture: %1</source>
        <translation>图片：%1</translation>
    </message>
    <message>
        <source>Enter enlarges it.</source>
        <translation>按 Enter 放大。</translation>
    </message>
    <message>
        <source>Click or press Enter to enlarge</source>
        <translation>单击或按 Enter 放大</translation>
    </message>
    <message>
        <source>This picture is missing. Please call the proctor.</source>
        <translation>图片缺失，请呼叫监考。</translation>
    </message>
    <message>
        <source>The picture is on its way…</source>
        <translation>图片正在载入…</translation>
    </message>
</context>
<context>
    <name>examhall::sheet::PicturePage</name>
    <message>
        <source>Larger (+)</source>
        <translation>放大 (+)</translation>
    </message>
    <message>
        <source>Smaller (−)</source>
        <translation>缩小 (−)</translation>
    </message>
    <message>
        <source>Back (Esc)</source>
        <translation>返回 (Esc)</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Picture: %1</source>
        <translation>图片：%1</translation>
    </message>
</context>
<context>
    <name>examhall::sheet::QuestionMap</name>
    <message>
        <source>Answered %1 of %2, flagged %3</source>
        <translation>已答 %1 / %2，标记 %3</translation>
    </message>
</context>
<context>
    <name>examhall::sheet::QuestionView</name>
    <message>
        <source>This question has not arrived yet. It appears here by itself.</source>
        <translation>本题尚未送达，送达后会自动显示。</translation>
    </message>
    <message>
        <source>This program cannot show a question of the kind &quot;%1&quot;. Please call the proctor; the other questions can be answered.</source>
        <translation>本程序无法显示“%1”类型的题目，请呼叫监考；其他题目可以继续作答。</translation>
    </message>
    <message>
        <source>Question %1 of %2</source>
        <translation>第 %1 题，共 %2 题</translation>
    </message>
    <message>
        <source>%1 points</source>
        <translation>%1 分</translation>
    </message>
    <message>
        <source>flagged</source>
        <translation>已标记</translation>
    </message>
    <message>
        <source>Clear the answer</source>
        <translation>清除答案</translation>
    </message>
</context>
<context>
    <name>examhall::sheet::ReadingPage</name>
    <message>
        <source>Back (Esc)</source>
        <translation>返回 (Esc)</translation>
    </message>
</context>
<context>
    <name>examhall::sheet::ReviewPage</name>
    <message>
        <source>Answered: %1. Not answered: %2. Flagged: %3. Not yet confirmed by the server: %4.</source>
        <translation>已答 %1 题，未答 %2 题，标记 %3 题，尚未得到服务器确认 %4 题。</translation>
    </message>
    <message>
        <source>You have handed in. The paper goes once the server has confirmed every answer; still waiting for: %1. Please stay at this machine.</source>
        <translation>您已确认交卷。服务器确认全部作答后即交卷，尚待确认：%1。请不要离开本机。</translation>
    </message>
    <message>
        <source>Not handed in: %1</source>
        <translation>未能交卷：%1</translation>
    </message>
    <message>
        <source>Review before handing in</source>
        <translation>交卷前检查</translation>
    </message>
    <message>
        <source>All questions</source>
        <translation>全部题目</translation>
    </message>
    <message>
        <source>Not answered</source>
        <translation>未答</translation>
    </message>
    <message>
        <source>Flagged</source>
        <translation>已标记</translation>
    </message>
    <message>
        <source>Back to the questions (Esc)</source>
        <translation>返回答题 (Esc)</translation>
    </message>
    <message>
        <source>Hand in…</source>
        <translation>交卷…</translation>
    </message>
</context>
<context>
    <name>examhall::sheet::ToolBar</name>
    <message>
        <source>Smaller text</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>Smaller text (Ctrl −)</source>
        <translation>缩小文字 (Ctrl −)</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>Larger text (Ctrl +)</source>
        <translation>放大文字 (Ctrl +)</translation>
    </message>
    <message>
        <source>Messages: %1</source>
        <translation>消息：%1</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>题目列表</translation>
    </message>
    <message>
        <source>Calculator</source>
        <translation>计算器</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>高对比度</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键说明</translation>
    </message>
</context>
<context>
    <name>examhall::sheet::TopBar</name>
    <message>
        <source>Time left</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>Practice: nothing here counts</source>
        <translation>练习：不计成绩</translation>
    </message>
    <message>
        <source>room %1</source>
        <translation>考场 %1</translation>
    </message>
    <message>
        <source>seat %1</source>
        <translation>座位 %1</translation>
    </message>
</context>
<context>
    <name>examhall::sheet::TrueFalseInput</name>
    <message>
        <source>True</source>
        <translation>对</translation>
    </message>
    <message>
        <source>False</source>
        <translation>错</translation>
    </message>
</context>
<context>
    <name>examhall::sheet::Words</name>
    <message>
        <source>The exam has ended</source>
        <translation>考试已结束</translation>
    </message>
    <message>
        <source>Not started</source>
        <translation>尚未开始</translation>
    </message>
    <message>
        <source>%1, time stands</source>
        <translation>%1，计时暂停</translation>
    </message>
    <message>
        <source>Asking the server for the time…</source>
        <translation>正在向服务器校时…</translation>
    </message>
    <message>
        <source>Time is over, the paper is being collected</source>
        <translation>时间到，正在收卷</translation>
    </message>
    <message>
        <source>Not handed in: %1</source>
        <translation>未能交卷：%1</translation>
    </message>
    <message>
        <source>All answers are stored at the server.</source>
        <translation>所有作答均已存到服务器。</translation>
    </message>
    <message>
        <source>Nothing waits to be sent. Answers not accepted: %1.</source>
        <translation>没有待发送的作答。未被接收的作答：%1。</translation>
    </message>
    <message>
        <source>Answers kept on this machine: %1. They will be sent.</source>
        <translation>保留在本机的作答：%1，稍后会自动发送。</translation>
    </message>
    <message>
        <source>Handing in; waiting for confirmations: %1</source>
        <translation>正在交卷，等待确认：%1</translation>
    </message>
    <message>
        <source>Connected.</source>
        <translation>已连接。</translation>
    </message>
    <message>
        <source>Answers on their way: %1</source>
        <translation>正在发送的作答：%1</translation>
    </message>
    <message>
        <source>Connecting to the server… Go on answering.</source>
        <translation>正在连接服务器… 请继续作答。</translation>
    </message>
    <message>
        <source>The connection has ended.</source>
        <translation>连接已结束。</translation>
    </message>
    <message>
        <source>No connection since %1. Go on answering.</source>
        <translation>自 %1 起连接中断。请继续作答。</translation>
    </message>
    <message>
        <source>No connection. Go on answering.</source>
        <translation>连接中断。请继续作答。</translation>
    </message>
    <message>
        <source>Handing in is possible from %1 on, in %2.</source>
        <translation>%1 起可以交卷，还有 %2。</translation>
    </message>
    <message>
        <source>From %1 on nobody can hand in any more.</source>
        <translation>%1 起不能再主动交卷。</translation>
    </message>
    <message>
        <source>Since %1 nobody can hand in any more.</source>
        <translation>自 %1 起已不能主动交卷。</translation>
    </message>
    <message>
        <source>At %1 the paper is collected by itself, with everything that was answered.</source>
        <translation>%1 自动收卷，已作答的内容全部有效。</translation>
    </message>
    <message>
        <source>True</source>
        <translation>对</translation>
    </message>
    <message>
        <source>False</source>
        <translation>错</translation>
    </message>
    <message>
        <source>The server holds no answer to this question.</source>
        <translation>服务器上没有本题的答案。</translation>
    </message>
    <message>
        <source>The server holds: %1</source>
        <translation>服务器上保存的答案：%1</translation>
    </message>
    <message>
        <source>Stored at the server</source>
        <translation>已存到服务器</translation>
    </message>
    <message>
        <source>Cleared, stored at the server %1</source>
        <translation>已清除，%1 存到服务器</translation>
    </message>
    <message>
        <source>Stored at the server %1</source>
        <translation>%1 已存到服务器</translation>
    </message>
    <message>
        <source>en</source>
        <extracomment>The language of this file: &quot;en&quot; or &quot;zh&quot;. It chooses among the sentences that a server sends.</extracomment>
        <translation>zh</translation>
    </message>
    <message>
        <source>the server gave the reason &quot;%1&quot;</source>
        <translation>服务器给出的原因是“%1”</translation>
    </message>
    <message>
        <source>Being kept on this machine…</source>
        <translation>正在保存到本机…</translation>
    </message>
    <message>
        <source>Not answered yet</source>
        <translation>尚未作答</translation>
    </message>
    <message>
        <source>Typing…</source>
        <translation>正在输入…</translation>
    </message>
    <message>
        <source>Kept on this machine, will be sent</source>
        <translation>已保存在本机，稍后发送</translation>
    </message>
    <message>
        <source>Kept on this machine, on its way to the server</source>
        <translation>已保存在本机，正在发往服务器</translation>
    </message>
    <message>
        <source>Not accepted: %1.</source>
        <translation>未被接收：%1。</translation>
    </message>
</context>
</TS>
