<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Login</name>
    <message>
        <source>Trying again by itself in %1 s.</source>
        <translation>%1 秒后自动重试。</translation>
    </message>
    <message>
        <source>The door is not open yet. It opens at %1.</source>
        <translation>尚未到入场时间，%1 开始入场。</translation>
    </message>
    <message>
        <source>That is in %1 by the server&apos;s clock.</source>
        <translation>按服务器时间，还有 %1。</translation>
    </message>
    <message>
        <source>You need not type anything again: this page goes on by itself as soon as the door opens.</source>
        <translation>无需重新输入：到入场时间后，本页会自动继续。</translation>
    </message>
    <message>
        <source>Connecting to the server…</source>
        <translation>正在连接服务器……</translation>
    </message>
    <message>
        <source>Connected. Logging in…</source>
        <translation>已连接，正在登录……</translation>
    </message>
    <message>
        <source>Connected to the server.</source>
        <translation>已连接服务器。</translation>
    </message>
    <message>
        <source>Not connected.</source>
        <translation>未连接。</translation>
    </message>
    <message>
        <source>The connection was lost. Connecting again…</source>
        <translation>连接已断开，正在重新连接……</translation>
    </message>
    <message>
        <source>The connection was lost.</source>
        <translation>连接已断开。</translation>
    </message>
</context>
<context>
    <name>MachineCheck</name>
    <message>
        <source>connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>It is being tried again. Tell the proctor if this stays.</source>
        <translation>正在重试。如一直如此，请告知监考老师。</translation>
    </message>
    <message>
        <source>being measured</source>
        <translation>正在测量</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>Slow, but enough: answers are confirmed a little later.</source>
        <translation>较慢，但够用：作答的确认会稍晚一些。</translation>
    </message>
    <message>
        <source>The network is very slow. Nothing is lost by that; tell the proctor.</source>
        <translation>网络很慢。作答不会因此丢失，请告知监考老师。</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>This machine&apos;s clock is wrong. It does no harm: the exam goes by the server&apos;s clock.</source>
        <translation>本机时钟不准，但不影响考试：考试以服务器时间为准。</translation>
    </message>
    <message>
        <source>Small: you will have to scroll.</source>
        <translation>偏小：需要滚动查看。</translation>
    </message>
    <message>
        <source>Too small to work well. Ask for another machine.</source>
        <translation>太小，不便作答，请要求更换机器。</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>Answers cannot be kept on this machine while the network is away. Tell the proctor.</source>
        <translation>断网时作答无法保存在本机，请告知监考老师。</translation>
    </message>
    <message>
        <source>%1 MB free</source>
        <translation>剩余 %1 MB</translation>
    </message>
    <message>
        <source>Little, but enough.</source>
        <translation>较少，但够用。</translation>
    </message>
    <message>
        <source>Chinese is shown</source>
        <translation>可以显示中文</translation>
    </message>
    <message>
        <source>no Chinese font</source>
        <translation>没有中文字体</translation>
    </message>
    <message>
        <source>Questions may be unreadable. Ask for another machine.</source>
        <translation>试题可能无法显示，请要求更换机器。</translation>
    </message>
</context>
<context>
    <name>RoomRules</name>
    <message>
        <source>The exam runs from %1 to %2. The server&apos;s clock counts, not that of this machine.</source>
        <translation>考试时间为 %1 至 %2，以服务器时间为准，不以本机时钟为准。</translation>
    </message>
    <message>
        <source>Nobody new is let in after %1.</source>
        <translation>%1 以后不得入场。</translation>
    </message>
    <message>
        <source>You have %1 minutes from your start.</source>
        <translation>自您开始作答起，限时 %1 分钟。</translation>
    </message>
    <message>
        <source>You may hand in from %1 on.</source>
        <translation>%1 以后可以交卷。</translation>
    </message>
    <message>
        <source>There is no hand-in in the last %1 minutes.</source>
        <translation>最后 %1 分钟内不能提前交卷。</translation>
    </message>
    <message>
        <source>The paper goes forward only: you cannot return to an earlier question.</source>
        <translation>试题只能依次向前，不能返回已做过的题目。</translation>
    </message>
    <message>
        <source>At the end the paper is collected by itself, with every answer that is there. You need not confirm anything.</source>
        <translation>到时系统自动收卷，已有的作答全部有效，无需任何操作。</translation>
    </message>
    <message>
        <source>Each answer shows its state. It is safe once it says that the server has stored it.</source>
        <translation>每道题都显示作答状态。显示“已存到服务器”即为安全保存。</translation>
    </message>
    <message>
        <source>If the network fails, go on answering: answers are kept on this machine and sent later. Do not switch the machine off, and tell the proctor.</source>
        <translation>网络中断时请继续作答：作答保存在本机，恢复后自动发送。请勿关机，并告知监考老师。</translation>
    </message>
    <message>
        <source>If this machine fails, raise your hand at once. Lost time is claimed on the spot, not afterwards.</source>
        <translation>机器出现故障请立即举手。延误的时间须当场提出，事后不予受理。</translation>
    </message>
    <message>
        <source>Work alone. Phones, watches that connect, notes and other programs are not allowed; a calculator is in the window.</source>
        <translation>独立作答。不得使用手机、智能手表、笔记和其他程序；窗口内有计算器。</translation>
    </message>
    <message>
        <source>Leaving the exam window is reported to the proctors. Copy and paste work within the paper only.</source>
        <translation>离开考试窗口会报告给监考老师。复制和粘贴只在试卷内有效。</translation>
    </message>
    <message>
        <source>Questions may not be photographed, copied or passed on.</source>
        <translation>不得拍摄、抄录或传播试题。</translation>
    </message>
    <message>
        <source>To speak to a proctor, raise your hand or call from the window. Follow the proctors&apos; instructions.</source>
        <translation>需要帮助请举手，或在窗口中呼叫监考老师。请服从监考老师的指令。</translation>
    </message>
</context>
<context>
    <name>examhall::window::Announcements</name>
    <message>
        <source>The proctor: %1</source>
        <translation>监考老师：%1</translation>
    </message>
    <message>
        <source>I have &amp;read this</source>
        <translation>已阅读(&amp;R)</translation>
    </message>
    <message>
        <source>Cl&amp;ose</source>
        <translation>关闭(&amp;O)</translation>
    </message>
</context>
<context>
    <name>examhall::window::ChecksPage</name>
    <message>
        <source>Check of this machine</source>
        <translation>机器检查</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>网络连接</translation>
    </message>
    <message>
        <source>Round trip to the server</source>
        <translation>与服务器往返时间</translation>
    </message>
    <message>
        <source>Difference of the clocks</source>
        <translation>与服务器时钟相差</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>屏幕</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>磁盘</translation>
    </message>
    <message>
        <source>Fonts</source>
        <translation>字体</translation>
    </message>
    <message>
        <source>good</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>will do</source>
        <translation>可用</translation>
    </message>
    <message>
        <source>tell the proctor</source>
        <translation>请告知监考老师</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Something is not as it should be. Tell the proctor; you can go on all the same.</source>
        <translation>有一项不正常，请告知监考老师；您仍可继续。</translation>
    </message>
    <message>
        <source>This machine is fit for the exam.</source>
        <translation>本机可以用于考试。</translation>
    </message>
    <message>
        <source>&amp;Continue</source>
        <translation>继续(&amp;C)</translation>
    </message>
</context>
<context>
    <name>examhall::window::ClosingPage</name>
    <message>
        <source>&amp;Back to the login</source>
        <translation>返回登录(&amp;B)</translation>
    </message>
    <message>
        <source>Your seat is on another machine now</source>
        <translation>您的座位已转到另一台机器</translation>
    </message>
    <message>
        <source>Somebody logged in with your ticket and code elsewhere. If that was you, go on there: every confirmed answer is there. If it was not you, raise your hand at once.</source>
        <translation>有人在另一台机器上用您的准考证号和登录码登录。如果是您本人，请在那里继续：已确认的作答都在。如果不是您本人，请立即举手。</translation>
    </message>
    <message>
        <source>No entry any more</source>
        <translation>不能入场</translation>
    </message>
    <message>
        <source>Speak to the proctor. Only exam staff can decide about a later sitting.</source>
        <translation>请联系监考老师。能否另行安排考试，由考务人员决定。</translation>
    </message>
    <message>
        <source>Your attempt was terminated</source>
        <translation>您的考试已被终止</translation>
    </message>
    <message>
        <source>Staff ended your attempt. Speak to the proctor; what you answered is kept as evidence.</source>
        <translation>考务人员终止了您的考试，请联系监考老师；您的作答已作为证据保存。</translation>
    </message>
    <message>
        <source>This program does not fit the server</source>
        <translation>本程序与服务器不匹配</translation>
    </message>
    <message>
        <source>The program on this machine must be updated. Ask for another machine.</source>
        <translation>本机的考试程序需要更新，请要求更换机器。</translation>
    </message>
    <message>
        <source>Your attempt has ended</source>
        <translation>您的考试已结束</translation>
    </message>
    <message>
        <source>It was handed in or collected. Log in again to see the receipt.</source>
        <translation>试卷已交卷或收卷。再次登录可以查看回执。</translation>
    </message>
    <message>
        <source>Not logged in</source>
        <translation>未登录</translation>
    </message>
    <message>
        <source>Answers that the server never confirmed: %1. They stay on this machine, sealed. Do not switch it off and tell the proctor: logging in again here sends them if that is still possible.</source>
        <translation>有 %1 个作答未经服务器确认，已加密保留在本机。请不要关机，并告知监考老师：在本机重新登录后，如仍允许，会自动补发。</translation>
    </message>
</context>
<context>
    <name>examhall::window::Header</name>
    <message>
        <source>Examhall · Examination</source>
        <translation>Examhall 考试</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>Bigger text</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>高对比度</translation>
    </message>
</context>
<context>
    <name>examhall::window::LeavePage</name>
    <message>
        <source>For staff: leave this machine</source>
        <translation>监考人员：离开本机</translation>
    </message>
    <message>
        <source>The attempt is not handed in and the time goes on. Every confirmed answer is at the server: the candidate logs in on another machine, or here again, and goes on with the paper.</source>
        <translation>试卷不会交卷，考试时间继续。已确认的作答都在服务器上：考生可在另一台机器或在本机重新登录，继续作答。</translation>
    </message>
    <message>
        <source>Answers that the server has not confirmed yet: %1. They stay on this machine only and are sent when the same candidate logs in here again.</source>
        <translation>有 %1 个作答尚未经服务器确认，只保存在本机，该考生在本机重新登录后才会发送。</translation>
    </message>
    <message>
        <source>&amp;Free this machine although the attempt is still open</source>
        <translation>考试尚未结束，仍要让出本机(&amp;F)</translation>
    </message>
    <message>
        <source>Free this machine although the attempt is still open</source>
        <translation>考试尚未结束，仍要让出本机</translation>
    </message>
    <message>
        <source>&amp;Back to the exam</source>
        <translation>返回考试(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Leave this machine</source>
        <translation>离开本机(&amp;L)</translation>
    </message>
</context>
<context>
    <name>examhall::window::LoginPage</name>
    <message>
        <source>Log in for another try</source>
        <translation>登录（再考一次）</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>考生登录</translation>
    </message>
    <message>
        <source>Ticket number and access code are printed on your admission ticket. Spaces, hyphens and capitals make no difference in the code.</source>
        <translation>准考证号和登录码印在准考证上。输入登录码时，空格、连字符和大小写都不影响。</translation>
    </message>
    <message>
        <source>&amp;Ticket number</source>
        <translation>准考证号(&amp;T)</translation>
    </message>
    <message>
        <source>Ticket number</source>
        <translation>准考证号</translation>
    </message>
    <message>
        <source>&amp;Access code</source>
        <translation>登录码(&amp;A)</translation>
    </message>
    <message>
        <source>Access code</source>
        <translation>登录码</translation>
    </message>
    <message>
        <source>&amp;Hide the code while typing</source>
        <translation>输入时隐藏登录码(&amp;H)</translation>
    </message>
    <message>
        <source>Hide the code while typing</source>
        <translation>输入时隐藏登录码</translation>
    </message>
    <message>
        <source>&amp;Log in</source>
        <translation>登录(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出程序(&amp;Q)</translation>
    </message>
    <message>
        <source>This machine: %1. Server: %2.</source>
        <translation>本机：%1。服务器：%2。</translation>
    </message>
</context>
<context>
    <name>examhall::window::PausePage</name>
    <message>
        <source>The exam is paused</source>
        <translation>考试已暂停</translation>
    </message>
    <message>
        <source>Your paper is covered and your time stands. Everything you answered is kept. The paper comes back by itself when the proctor resumes the exam.</source>
        <translation>试卷已遮盖，计时停止，您的作答都已保留。监考老师恢复考试后，试卷会自动出现。</translation>
    </message>
    <message>
        <source>Time left: %1</source>
        <translation>剩余时间：%1</translation>
    </message>
</context>
<context>
    <name>examhall::window::PersonPage</name>
    <message>
        <source>Is this you?</source>
        <translation>请核对：是您本人吗？</translation>
    </message>
    <message>
        <source>The exam is running. Compare, confirm, and you are at your paper.</source>
        <translation>考试正在进行。核对确认后，立即进入试卷。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>ID number</source>
        <translation>证件号码</translation>
    </message>
    <message>
        <source>Ticket number</source>
        <translation>准考证号</translation>
    </message>
    <message>
        <source>Institution</source>
        <translation>院校</translation>
    </message>
    <message>
        <source>Exam</source>
        <translation>考试</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>考点</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>考场</translation>
    </message>
    <message>
        <source>Seat</source>
        <translation>座位</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>第几次</translation>
    </message>
    <message>
        <source>&amp;Yes, this is me</source>
        <translation>是，是我本人(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;No, this is not me</source>
        <translation>不是我(&amp;N)</translation>
    </message>
</context>
<context>
    <name>examhall::window::PracticePage</name>
    <message>
        <source>Practice: nothing here counts. The exam begins in %1.</source>
        <translation>练习：此处作答不计分。距离开考 %1。</translation>
    </message>
    <message>
        <source>Practice: nothing here counts.</source>
        <translation>练习：此处作答不计分。</translation>
    </message>
    <message>
        <source>Back to the &amp;waiting room</source>
        <translation>返回候考(&amp;W)</translation>
    </message>
</context>
<context>
    <name>examhall::window::ReceiptPage</name>
    <message>
        <source>The server sent no receipt. Tell the proctor before you leave.</source>
        <translation>服务器没有发来回执，请在离开前告知监考老师。</translation>
    </message>
    <message>
        <source>The receipt&apos;s signature could not be confirmed on this machine. Write down the check code and tell the proctor.</source>
        <translation>回执的签名无法在本机核实。请抄下核对码，并告知监考老师。</translation>
    </message>
    <message>
        <source>The signature holds. The answers on the receipt are not exactly those that this machine saw confirmed, as after a change of seats; the proctor can compare.</source>
        <translation>签名有效。回执所含作答与本机见到确认的不完全一致（例如换过座位），可请监考老师核对。</translation>
    </message>
    <message>
        <source>The signature holds, and the receipt covers exactly the answers that were confirmed here.</source>
        <translation>签名有效，回执所含作答与本机已确认的完全一致。</translation>
    </message>
    <message>
        <source>Handed in</source>
        <translation>已交卷</translation>
    </message>
    <message>
        <source>Your paper is handed in. You may leave when the proctor allows it.</source>
        <translation>您的试卷已交。经监考老师同意后方可离开。</translation>
    </message>
    <message>
        <source>Time is up: the paper was collected</source>
        <translation>考试时间到，已收卷</translation>
    </message>
    <message>
        <source>The system collected your paper with every answer that was stored.</source>
        <translation>系统已收卷，已存到服务器的作答全部有效。</translation>
    </message>
    <message>
        <source>Your attempt was terminated</source>
        <translation>您的考试已被终止</translation>
    </message>
    <message>
        <source>Staff ended your attempt. Speak to the proctor.</source>
        <translation>考务人员终止了您的考试，请联系监考老师。</translation>
    </message>
    <message>
        <source>The exam has ended</source>
        <translation>考试已结束</translation>
    </message>
    <message>
        <source>Check code</source>
        <translation>核对码</translation>
    </message>
    <message>
        <source>Ticket number</source>
        <translation>准考证号</translation>
    </message>
    <message>
        <source>Exam</source>
        <translation>考试</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>已作答</translation>
    </message>
    <message>
        <source>Save the &amp;receipt as a file</source>
        <translation>把回执保存为文件(&amp;R)</translation>
    </message>
    <message>
        <source>File for the receipt</source>
        <translation>回执文件</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Another try (%1 left)</source>
        <translation>再考一次（还有 %1 次）(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Finish</source>
        <translation>完成(&amp;F)</translation>
    </message>
    <message>
        <source>%1 of %2 questions</source>
        <translation>%1 题（共 %2 题）</translation>
    </message>
</context>
<context>
    <name>examhall::window::RulesPage</name>
    <message>
        <source>Rules of the exam room</source>
        <translation>考场规则</translation>
    </message>
    <message>
        <source>I have read the rules and &amp;accept them</source>
        <translation>我已阅读并遵守考场规则(&amp;A)</translation>
    </message>
</context>
<context>
    <name>examhall::window::ServerPage</name>
    <message>
        <source>Which server?</source>
        <translation>考试服务器</translation>
    </message>
    <message>
        <source>No settings of this exam room were found on this machine. Exam staff enter the server here.</source>
        <translation>本机没有考场设置，请考务人员在此填写服务器。</translation>
    </message>
    <message>
        <source>The settings of this exam room are wrong. Call the exam staff.</source>
        <translation>本机的考场设置有误，请联系考务人员。</translation>
    </message>
    <message>
        <source>Looked for: %1</source>
        <translation>查找过：%1</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>&amp;Server (host:port)</source>
        <translation>服务器（主机:端口）(&amp;S)</translation>
    </message>
    <message>
        <source>Server (host:port)</source>
        <translation>服务器（主机:端口）</translation>
    </message>
    <message>
        <source>&amp;Certificate authority of the exam (file ca.pem)</source>
        <translation>考试证书文件（ca.pem）(&amp;C)</translation>
    </message>
    <message>
        <source>Certificate authority of the exam (file ca.pem)</source>
        <translation>考试证书文件（ca.pem）</translation>
    </message>
    <message>
        <source>C&amp;ontinue</source>
        <translation>继续(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出程序(&amp;Q)</translation>
    </message>
</context>
<context>
    <name>examhall::window::WaitingPage</name>
    <message>
        <source>The start was moved to %1.</source>
        <translation>开考时间改为 %1。</translation>
    </message>
    <message>
        <source>Waiting room</source>
        <translation>候考</translation>
    </message>
    <message>
        <source>Stay here: the paper opens by itself. You may try the controls with a practice paper meanwhile; it does not count, and the exam begins on time from there too.</source>
        <translation>请在此等候，试卷会自动打开。等候时可以用练习卷熟悉操作；练习不计分，开考时会自动转到正式试卷。</translation>
    </message>
    <message>
        <source>&amp;Practice paper</source>
        <translation>练习卷(&amp;P)</translation>
    </message>
    <message>
        <source>Begins in %1</source>
        <translation>距离开考 %1</translation>
    </message>
    <message>
        <source>The paper is about to open</source>
        <translation>试卷即将打开</translation>
    </message>
    <message>
        <source>%1 begins at %2 by the server&apos;s clock.</source>
        <translation>%1 于 %2 开考（服务器时间）。</translation>
    </message>
    <message>
        <source>%1, seat %2</source>
        <translation>%1，座位 %2</translation>
    </message>
</context>
</TS>
